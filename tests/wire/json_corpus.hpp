// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "random.hpp"

/// Printable ASCII mostly, with something else at any place now and then.
inline std::string long_text(Random& random) {
  std::string text = random.text_of("abcdefgh ~!#[]{}:,09", 40);
  if (!text.empty() && random.below(3) == 0) text[random.below(text.size())] = static_cast<char>(random.below(256));
  if (random.below(3) == 0) text += random.utf8(10);
  return text;
}

/// Of tokens, and of halves of them.
inline const std::vector<std::string>& json_pieces() {
  static const std::vector<std::string> all{"{",
                                            "}",
                                            ",",
                                            ":",
                                            "\"",
                                            " ",
                                            "\n",
                                            "\t",
                                            "\r",
                                            "\"a\"",
                                            "\"\"",
                                            "\"productType\"",
                                            "\"b\":",
                                            "0",
                                            "1",
                                            "-",
                                            ".",
                                            "e",
                                            "E+",
                                            "01",
                                            "-0",
                                            "12",
                                            "123456789012345678",
                                            "9223372036854775807",
                                            "9223372036854775808",
                                            "-9223372036854775809",
                                            "2.0",
                                            "1e3",
                                            "1e308",
                                            "1e309",
                                            "1.7976931348623157e308",
                                            "1.7976931348623159e308",
                                            "true",
                                            "false",
                                            "null",
                                            "tru",
                                            "[",
                                            "]",
                                            "{}",
                                            "[]",
                                            "\\",
                                            "\\n",
                                            "\\u",
                                            "\\u0041",
                                            "\\u004",
                                            "\\ud83c",
                                            "\\udf4e",
                                            "\\uD800",
                                            "\"\\ud83c\\udf4e\"",
                                            "\"\\udc00\"",
                                            "\"\xE4\xBA\xA7\"",
                                            "\xE4",
                                            "\xBA",
                                            "\"\xC0\xAF\"",
                                            "\"\xED\xA0\x80\"",
                                            "\"\xF0\x9F\x8D\x8E\"",
                                            "\xF4\x90",
                                            "\xF0\x8F",
                                            "\xE0\x9F",
                                            "\xEF\xBB\xBF",
                                            "\x7F",
                                            std::string(1, '\0'),
                                            "\x1F"};
  return all;
}

/// Texts of every production of the grammar, whole and cut.
inline std::vector<std::string> json_corpus() {
  std::vector<std::string> all{
      R"({"productDescription":"desc","region":"gz","encryptionType":"1","productType":0})",
      R"({ "productDescription" : "a\u679c\ud83c\udf4e \"x\" \\ \/ \b\f\n\r\t" , "region" : "gz" })",
      R"({"code":0,"message":"","codeDesc":"Success","productName":"n","productID":"ABCDE12345"})",
      R"({"code":4000,"message":"(1101)productName","codeDesc":"InvalidParameter"})",
      R"([{"a":[1,2,{"b":[]}]},[],{},-0,-0.0,0.5e-3,1E+2,true,false,null,""])",
      "\xEF\xBB\xBF[1]",
      "\xEF\xBB[1]",
      " \n[ 1 , 2 ]\t\r ",
      "{}",
      "[]",
      "1e999",
      "[1e999",
      "[-1e999]x",
      "nul",
      "nulL",
      "[1 2]",
      "01",
      "1.e5",
      "-",
      "{}{}",
      "[]]",
      "{,}",
      "[,]",
      "{\"a\"}",
      "{\"a\":}",
      "{\"a\":1,}",
      "{\"a\" \"b\"}",
      "{1:2}",
      "[1 1e999]",
      "\xEF",
      "",
      " "};
  for (const std::string& piece : json_pieces()) {
    all.push_back("[" + piece + "]");
    all.push_back("\"" + piece + "\"");
    all.push_back("{\"k\":" + piece + ",\"l\":2}");
  }
  // Cut at each byte.
  for (const std::size_t index : {1U, 4U})
    for (std::size_t size = 0; size < all[index].size(); ++size) all.push_back(all[index].substr(0, size));
  return all;
}

/// Changes something in one place, or swaps the rest for that of another text.
inline void change_json(std::string& text, const std::vector<std::string>& corpus, Random& random) {
  const std::size_t at = random.below(text.size() + 1);
  switch (random.below(5)) {
    case 0: text.insert(at, json_pieces()[random.below(json_pieces().size())]); break;
    case 1: text.erase(at, 1 + random.below(3)); break;
    case 2: text.insert(at, 1, static_cast<char>(random.below(256))); break;
    case 3:
      text.replace(at, std::min<std::size_t>(1, text.size() - at), json_pieces()[random.below(json_pieces().size())]);
      break;
    default: {
      const std::string& other = corpus[random.below(corpus.size())];
      text = text.substr(0, at) + other.substr(std::min(at, other.size()));
    }
  }
}

/// An object with some members, of which something may be wrong.
inline std::string random_json_object(Random& random) {
  std::string text = "{";
  const auto piece = [&random] { return json_pieces()[random.below(json_pieces().size())]; };
  for (std::size_t members = random.below(4); members > 0; --members) {
    text += random.below(3) != 0 ? "\"region\"" : piece();
    text += random.below(12) != 0 ? ":" : piece();
    text += random.coin() ? piece() : '"' + long_text(random) + '"';
    if (members > 1 || random.below(12) == 0) text += ",";
  }
  return text + (random.below(12) != 0 ? "}" : piece());
}
