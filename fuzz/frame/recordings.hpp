// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <istream>
#include <sstream>
#include <streambuf>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <createproduct/report/recording.hpp>
#include <createproduct/suite/recorded.hpp>

namespace fuzzing {

/// Everything that a reader of recordings gave, in text that can be compared.
struct ReadRecording {
  std::vector<createproduct::suite::Recorded> all;
  std::string text;

  [[nodiscard]] createproduct::report::RecordingSink sink() {
    using createproduct::suite::Recorded;
    return {[this](Recorded&& recorded) {
              const auto& exchange = recorded.exchange;
              text += "take " + exchange.account + " " + exchange.sent.method + " " + exchange.sent.query + " " +
                      exchange.sent.body + " " + std::to_string(exchange.answer.status) + " " + exchange.answer.body +
                      "\n";
              all.push_back(std::move(recorded));
            },
            [this](const createproduct::report::TranscriptHead& head) {
              text += "head " + head.target + " " + head.salt + "\n";
            },
            [this](const std::string& where, const std::string& why) { text += "bad " + where + ": " + why + "\n"; },
            [this] { text += "unread\n"; },
            [this](std::string_view reason) { text += "skipped " + std::string(reason) + "\n"; }};
  }
};

/// Gives text in pieces of a few bytes, as a slow pipe does.
class InPieces : public std::streambuf {
 public:
  InPieces(std::string_view text, std::size_t size) : text_(text), size_(size) {}

 protected:
  int_type underflow() override {
    if (text_.empty()) return traits_type::eof();
    piece_ = text_.substr(0, size_);
    text_.remove_prefix(piece_.size());
    setg(piece_.data(), piece_.data(), piece_.data() + piece_.size());
    return traits_type::to_int_type(piece_.front());
  }

 private:
  std::string_view text_;
  std::string piece_;
  std::size_t size_;
};

/// What `read(std::istream&, const RecordingSink&)` makes of `bytes` in one piece; and the same in small ones, which
/// must be equal.
template <class Read, class Differ>
[[nodiscard]] ReadRecording read_in_pieces(std::string_view bytes, Read read, Differ differ) {
  ReadRecording whole;
  std::istringstream in{std::string(bytes)};
  read(in, whole.sink());
  for (const std::size_t size : {std::size_t{1}, std::size_t{7}}) {
    ReadRecording other;
    InPieces buffer(bytes, size);
    std::istream pieces(&buffer);
    read(pieces, other.sink());
    if (other.text != whole.text) differ(whole.text, other.text);
  }
  return whole;
}

}  // namespace fuzzing
