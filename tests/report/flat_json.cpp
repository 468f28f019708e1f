// SPDX-License-Identifier: MIT
#include <createproduct/report/flat_json.hpp>

#include <cstddef>
#include <random>
#include <string>

#include <doctest/doctest.h>

using namespace createproduct;
using wire::ShallowJson;

namespace {

bool same(const wire::ShallowValue& a, const wire::ShallowValue& b) {
  return a.kind == b.kind && a.text == b.text && a.integer == b.integer && a.clamped == b.clamped;
}

bool same(const ShallowJson& a, const ShallowJson& b) {
  if (a.state != b.state || a.error != b.error || a.offset != b.offset || a.members.size() != b.members.size())
    return false;
  for (std::size_t i = 0; i < a.members.size(); ++i)
    if (a.members[i].key != b.members[i].key || !same(a.members[i].value, b.members[i].value)) return false;
  return same(a.root, b.root);
}

const std::string line =
    R"({"case":"a.b","execution":12,"step":{"name":"{fresh}","extra":[["a","}\""]]},"start":1795554757.3972392, "signed" : true,)"
    R"("method":"GET","query":"a=b&c=\"\\\/\n\t","status":200,"answer":"{\"code\":0}","together":false})";

}  // namespace

TEST_CASE("a plain line is read as by the reader of all JSON, and without it") {
  CHECK(same(report::read_flat_json(line), wire::read_shallow_json(line)));
  ShallowJson out;
  CHECK(report::detail::FlatReader(line, out).read());
  CHECK(out.members.size() == 10);
}

TEST_CASE("any other text is, too") {
  for (const std::string& text :
       {std::string("{}"), std::string(" { } "), std::string("{\"a\":-1,\"b\":1e5,\"c\":01,\"d\":1.,\"e\":null}"),
        std::string("{\"a\":\"\\u4e2d\xE4\xB8\xAD\",\"b\":[1,2]}"), std::string("{\"a\":12345678901234567890}"),
        std::string("{\"a\":1.5e3}"), std::string("{\"a\":0,\"b\":0.5,\"c\":00}"), std::string("{\"a\":{\"b\":}}"),
        std::string("{\"a\":tru}"), std::string("{\"a\":1}x"), std::string("{\"a\":1,}"), std::string("{\"a\""),
        std::string(), std::string("{\"a\":\"\x01\"}"), std::string("{\"a\":1}\0", 8),
        std::string("{\"a\":{\"b\":\"\0\"}}", 15), "{\"a\":" + std::string(62, '{'), "[" + line + "]"}) {
    CAPTURE(text);
    CHECK(same(report::read_flat_json(text), wire::read_shallow_json(text)));
  }
}

TEST_CASE("damaged lines are read alike by both") {
  std::mt19937 random(1);
  const std::string bytes = "{}[]\":,\\ 0123456789.-+eEtfn\"\"\x01\xC3\xA9/u";
  for (int i = 0; i < 5000; ++i) {
    std::string text = line;
    for (int k = 0; k < 1 + i % 3; ++k) {
      const std::size_t at = random() % text.size();
      switch (random() % 3) {
        case 0: text[at] = bytes[random() % bytes.size()]; break;
        case 1: text.erase(at, 1 + random() % 5); break;
        default: text.insert(at, 1, bytes[random() % bytes.size()]); break;
      }
      if (text.empty()) text = "{";
    }
    if (!same(report::read_flat_json(text), wire::read_shallow_json(text))) FAIL(text);
  }
}
