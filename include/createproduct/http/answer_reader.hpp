// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/http/answer_head.hpp>
#include <createproduct/judge/answer.hpp>

namespace createproduct::http {

/// How much of an answer is read, in bytes. Its trailers and chunk sizes count as head.
struct AnswerLimits {
  std::size_t head = 64 * 1024;    ///< status line and header fields
  std::size_t body = 1024 * 1024;  ///< without the framing of chunks
};

/// Turns the bytes of a connection into one answer, however they are cut into pieces, and knows no socket.
/// begin(), then feed() for what arrives and end() when nothing more will, until one of them is done; then take().
/// What is not a complete answer keeps the status and the part of the body that did arrive, as evidence.
class AnswerReader {
 public:
  /// To begin() with.
  explicit AnswerReader(AnswerLimits limits = {}) noexcept : limits_(limits) {}

  /// Gets ready for another answer. An answer to HEAD (`to_head`) never has a body.
  void begin(bool to_head = false) {
    answer_ = {};
    answer_.status = 0;
    head_ = {};
    phase_ = Phase::head;
    pending_.clear();
    scanned_ = side_bytes_ = interim_ = 0;
    left_ = 0;
    to_head_ = to_head;
    started_ = surplus_ = false;
  }

  /// True when the outcome is known; what is fed after that is surplus and makes the connection unfit for reuse.
  bool feed(std::string_view bytes) {
    if (!bytes.empty()) started_ = true;
    while (!bytes.empty() && phase_ != Phase::done) {
      switch (phase_) {
        case Phase::head: take_head(bytes); break;
        case Phase::fixed:
        case Phase::until_end:
        case Phase::chunk: take_data(bytes); break;
        case Phase::chunk_size:
        case Phase::chunk_end:
        case Phase::trailer: take_line(bytes); break;
        case Phase::done: break;
      }
    }
    if (!bytes.empty()) surplus_ = true;
    return phase_ == Phase::done;
  }

  /// The peer sends nothing more: completes a body that reaches to the end of the connection, and is `closed` for any
  /// other; `how` finishes the sentence "the connection ...". No effect when the outcome is known already.
  void end(std::string_view how = "was closed") {
    if (phase_ == Phase::until_end)
      finish(judge::Answer::Transport::answered, {});
    else if (phase_ != Phase::done)
      finish(judge::Answer::Transport::closed, "the connection " + std::string(how) + " " + progress());
  }

  /// No more time. No effect when the outcome is known already.
  void expire() {
    if (phase_ != Phase::done)
      finish(judge::Answer::Transport::timed_out, "the time for an answer was over " + progress());
  }

  /// Whether any byte arrived.
  [[nodiscard]] bool started() const noexcept { return started_; }

  /// Whether the connection may serve another request: the answer is complete, it ended before the connection and
  /// nothing came after it.
  [[nodiscard]] bool reusable() const noexcept {
    return phase_ == Phase::done && answer_.transport == judge::Answer::Transport::answered && head_.keep_alive &&
           !surplus_;
  }

  /// The outcome, once. Precondition: feed(), end() or expire() was done.
  [[nodiscard]] judge::Answer take() { return std::move(answer_); }

 private:
  enum class Phase : unsigned char { head, fixed, until_end, chunk_size, chunk, chunk_end, trailer, done };

  void finish(judge::Answer::Transport transport, std::string detail) {
    phase_ = Phase::done;
    answer_.transport = transport;
    answer_.detail = std::move(detail);
    if (transport != judge::Answer::Transport::answered) head_.keep_alive = false;
  }

  void malformed(std::string_view problem) {
    finish(judge::Answer::Transport::malformed, "the answer cannot be read: " + std::string(problem));
  }

  void too_large(std::string_view part, std::size_t limit) {
    finish(judge::Answer::Transport::too_large,
           "the " + std::string(part) + " of the answer exceeds " + std::to_string(limit) + " bytes");
  }

  [[nodiscard]] std::string progress() const {
    if (!started_) return "before any byte of an answer";
    if (phase_ == Phase::head && pending_.empty()) return "after an interim answer";
    if (phase_ == Phase::head) return "after " + std::to_string(pending_.size()) + " bytes of a head";
    std::string text = "after " + std::to_string(answer_.body.size());
    if (phase_ == Phase::fixed) text += " of " + std::to_string(answer_.body.size() + left_);
    return text + " bytes of the body";
  }

  void take_head(std::string_view& bytes) {
    const std::size_t before = pending_.size();
    std::string_view text = bytes;
    if (before != 0) {
      pending_.append(bytes.substr(0, limits_.head + 1 - before));
      text = pending_;
    }
    constexpr std::string_view prefix = "HTTP/";  // garbage without a line end must not look like a slow answer
    if (before < prefix.size() && text.substr(0, prefix.size()) != prefix.substr(0, text.size()))
      return malformed("it begins with " + detail::quoted(text) +
                       (text.starts_with("\x15\x03") ? ", which is TLS: the URL must begin with https://"
                                                     : ", which is no HTTP/1 status line"));
    const std::size_t end = head_end(text.substr(0, limits_.head), scanned_);
    if (end == std::string_view::npos) {
      if (text.size() > limits_.head) return too_large("head", limits_.head);
      if (before == 0) pending_ = bytes;
      bytes = {};
      return;
    }
    read(text.substr(0, end));
    bytes.remove_prefix(end - before);
    pending_.clear();
    scanned_ = 0;
  }

  void read(std::string_view text) {
    if (const std::string problem = read_head(text, head_); !problem.empty()) return malformed(problem);
    answer_.status = head_.status;
    answer_.retry_after = head_.retry_after;
    if (head_.status < 200) {
      constexpr std::size_t most = 16;
      if (head_.status == 101) return malformed("it switches protocols, which was not asked for");
      if (++interim_ > most) return malformed("more than 16 interim answers came before it");
      answer_.status = 0;
      return;
    }
    if (to_head_ || head_.status == 204 || head_.status == 304) return finish(judge::Answer::Transport::answered, {});
    if (head_.chunked) {
      phase_ = Phase::chunk_size;
    } else if (head_.content_length) {
      if (*head_.content_length > limits_.body) return too_large("body", limits_.body);
      left_ = *head_.content_length;
      phase_ = Phase::fixed;
      answer_.body.reserve(left_);
      if (left_ == 0) finish(judge::Answer::Transport::answered, {});
    } else {
      head_.keep_alive = false;
      phase_ = Phase::until_end;
    }
  }

  void take_data(std::string_view& bytes) {
    std::size_t size = bytes.size();
    if (phase_ != Phase::until_end) size = static_cast<std::size_t>(std::min<std::uint64_t>(size, left_));
    const std::size_t room = limits_.body - answer_.body.size();
    answer_.body.append(bytes.substr(0, std::min(size, room)));
    if (size > room) return too_large("body", limits_.body);
    bytes.remove_prefix(size);
    if (phase_ == Phase::until_end) return;
    left_ -= size;
    if (left_ != 0) return;
    if (phase_ == Phase::fixed)
      finish(judge::Answer::Transport::answered, {});
    else
      phase_ = Phase::chunk_end;
  }

  /// One line of chunked framing, which may arrive in pieces.
  void take_line(std::string_view& bytes) {
    const std::size_t end = bytes.find('\n');
    const std::size_t size = end == std::string_view::npos ? bytes.size() : end + 1;
    side_bytes_ += size;
    if (side_bytes_ > limits_.head) return too_large("chunk framing", limits_.head);
    pending_.append(bytes.substr(0, size));
    bytes.remove_prefix(size);
    if (end == std::string_view::npos) return;
    std::string_view text = pending_;
    line_arrived(detail::take_line(text));
    pending_.clear();
  }

  void line_arrived(std::string_view line) {
    if (phase_ == Phase::chunk_size) {
      if (!read_chunk_size(line)) return malformed("a chunk begins with " + detail::quoted(line));
      phase_ = left_ == 0 ? Phase::trailer : Phase::chunk;
    } else if (phase_ == Phase::chunk_end) {
      if (!line.empty()) return malformed("a chunk is followed by " + detail::quoted(line));
      phase_ = Phase::chunk_size;
    } else if (line.empty()) {
      finish(judge::Answer::Transport::answered, {});
    } else if (line.find(':') == std::string_view::npos) {
      malformed("it has a trailer line " + detail::quoted(line));
    }
  }

  /// Hexadecimal digits, then nothing, white space or an extension.
  [[nodiscard]] bool read_chunk_size(std::string_view line) noexcept {
    const std::string_view digits = detail::trimmed(line.substr(0, line.find(';')));
    left_ = 0;
    for (const char digit : digits) {
      const char low = detail::lower(digit);
      const bool letter = low >= 'a' && low <= 'f';
      if (!letter && !detail::is_digit(digit)) return false;
      if (left_ >> 59U != 0) return false;
      left_ = left_ * 16 + static_cast<std::uint64_t>(letter ? low - 'a' + 10 : low - '0');
    }
    return !digits.empty();
  }

  AnswerLimits limits_;
  judge::Answer answer_;
  AnswerHead head_;
  std::string pending_;           // the part of a head or of a framing line that has arrived
  std::size_t scanned_ = 0;       // how far pending_ was searched for the end of the head
  std::size_t side_bytes_ = 0;    // of chunk sizes and trailers
  std::size_t interim_ = 0;       // 1xx answers skipped
  std::uint64_t left_ = 0;        // bytes of the body, or of the chunk, still to come
  Phase phase_ = Phase::done;
  bool to_head_ = false;
  bool started_ = false;
  bool surplus_ = false;
};

}  // namespace createproduct::http
