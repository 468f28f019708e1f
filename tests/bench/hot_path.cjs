// SPDX-License-Identifier: MIT
// The part of hot_path.py for Node: the same inputs, the same lines.
const fs = require('fs');
const Ajv = require('ajv');

const inputs = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const ajv = new Ajv();
const checkName = ajv.compile({type: 'string', pattern: inputs.pattern});
const checkProperties = ajv.compile(inputs.schema);
const regExp = new RegExp(inputs.pattern);

function measure(what, count, way) {
  const passes = Math.floor(20000 / count) + 1;
  let best = Infinity;
  let valid = 0;
  for (let round = 0; round < 30; ++round) {
    valid = 0;
    const begin = process.cpuUsage();
    for (let pass = 0; pass < passes; ++pass)
      for (let i = 0; i < count; ++i) valid += way(i) ? 1 : 0;
    const used = process.cpuUsage(begin);
    best = Math.min(best, (used.user + used.system) * 1000 / (passes * count));
  }
  console.log(`${what}\t${best.toFixed(2)}\t${valid / passes}`);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const names = inputs.names;
const properties = inputs.properties;
measure('name: Node RegExp', names.length, i => regExp.test(names[i]));
measure('name: ajv', names.length, i => checkName(names[i]));
measure('both: JSON.parse + ajv', properties.length,
        i => checkName(names[2 * i]) && checkProperties(parsed(properties[i])));
measure('less: JSON.parse alone', properties.length, i => typeof parsed(properties[i]) === 'object');
