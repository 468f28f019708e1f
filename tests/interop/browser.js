// SPDX-License-Identifier: MIT
// Has a headless Chromium talk to the endpoint at argv[2] and record it as HAR in argv[3]; argv[4] is the browser.
const path = require("path");
const { chromium } = require(path.join(process.env.CREATEPRODUCT_INTEROP_DIR, "node_modules/playwright-core"));

async function main([url, har, executablePath]) {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const context = await browser.newContext({ recordHar: { path: har, content: "embed" } });
  const page = await context.newPage();
  for (const name of ["browser-one", "browser-two", "browser-one", "not.valid", "with%20space"])
    await page.goto(`${url}?Action=CreateProduct&productName=${name}`);
  await page.evaluate(async (target) => {
    const post = (name) => fetch(target, {
      method: "POST",
      body: new URLSearchParams({
        Action: "CreateProduct",
        productName: name,
        productProperties: JSON.stringify({ productDescription: "a + b & c", region: "gz" }),
      }),
    }).then((answer) => answer.text());
    for (const name of ["posted", "posted", "中文"]) await post(name);
    await Promise.all(["same", "same", "same"].map(post));
    await fetch("/somewhere/else").catch(() => {});
  }, url);
  await context.close();
  await browser.close();
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
