// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <createproduct/wire/utf8.hpp>

/// Reads the part of XML 1.0 that reports write (a declaration, elements, attributes in double quotes, character data,
/// the predefined entities) and nothing beyond it.
class XmlChecker {
 public:
  explicit XmlChecker(std::string_view text) : text_(text) {}

  /// What is wrong with the document; empty if nothing.
  std::string problem() {
    for (std::size_t i = 0; i < text_.size();) {
      const auto step = createproduct::wire::utf8_step(text_, i);
      const char32_t c = step.code_point;
      const bool allowed = c == '\t' || c == '\n' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
      if (!step.valid || !allowed) return at(i, "a character that XML does not allow");
      i += step.size;
    }
    if (take("<?xml ")) {
      const std::size_t end = text_.find("?>", i_);
      if (end == std::string_view::npos) return at(i_, "an unfinished declaration");
      i_ = end + 2;
    }
    bool root_seen = false;
    while (i_ < text_.size() && problem_.empty()) {
      if (text_[i_] != '<') {
        if (open_.empty() && text_[i_] != '\n') return at(i_, "text outside the root element");
        character('<');
      } else if (take("</")) {
        const std::string name = read_name();
        if (open_.empty() || open_.back() != name || !take(">")) return at(i_, "an end tag that ends nothing: " + name);
        open_.pop_back();
      } else {
        if (open_.empty() && root_seen) return at(i_, "a second root element");
        root_seen = true;
        element();
      }
    }
    if (!problem_.empty()) return problem_;
    return open_.empty() && root_seen ? "" : "an unfinished document";
  }

 private:
  static std::string at(std::size_t position, const std::string& what) {
    return std::to_string(position) + ": " + what;
  }

  bool take(std::string_view expected) {
    if (text_.substr(i_, expected.size()) != expected) return false;
    i_ += expected.size();
    return true;
  }

  std::string read_name() {
    const std::size_t begin = i_;
    while (i_ < text_.size() && ((text_[i_] >= 'a' && text_[i_] <= 'z') || text_[i_] == '-')) ++i_;
    return std::string(text_.substr(begin, i_ - begin));
  }

  void fail(const std::string& what) {
    if (problem_.empty()) problem_ = at(i_, what);
    i_ = text_.size();
  }

  /// One character of text or of an attribute's value.
  void character(char forbidden) {
    if (text_[i_] == forbidden || text_[i_] == '<' || text_[i_] == '>') return fail("markup where text should be");
    if (text_[i_] != '&') {
      ++i_;
      return;
    }
    for (const std::string_view entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})
      if (take(entity)) return;
    fail("an unknown entity");
  }

  void element() {
    take("<");
    const std::string name = read_name();
    if (name.empty()) return fail("an element without a name");
    std::vector<std::string> attributes;
    while (take(" ")) {
      const std::string attribute = read_name();
      if (attribute.empty() || !take("=\"")) return fail("a malformed attribute");
      if (std::find(attributes.begin(), attributes.end(), attribute) != attributes.end())
        return fail("a repeated attribute");
      attributes.push_back(attribute);
      while (i_ < text_.size() && text_[i_] != '"') character('\n');
      if (!take("\"")) return fail("an unfinished attribute");
    }
    if (take("/>")) return;
    if (!take(">")) return fail("a malformed tag");
    open_.push_back(name);
  }

  std::string_view text_;
  std::size_t i_ = 0;
  std::vector<std::string> open_;
  std::string problem_;
};

inline std::string xml_problem(std::string_view text) { return XmlChecker(text).problem(); }
