// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <createproduct/report/text.hpp>

namespace createproduct::report {

/// `bytes` as character data or attribute value of XML 1.0: printable() with the five characters of markup as entities.
/// Well-formed whatever the bytes. O(n).
[[nodiscard]] inline std::string xml_text(std::string_view bytes) {
  std::string out;
  for (const char c : printable(bytes)) {
    switch (c) {
      case '&': out.append("&amp;"); break;
      case '<': out.append("&lt;"); break;
      case '>': out.append("&gt;"); break;
      case '"': out.append("&quot;"); break;
      case '\'': out.append("&apos;"); break;
      default: out.push_back(c);
    }
  }
  return out;
}

}  // namespace createproduct::report
