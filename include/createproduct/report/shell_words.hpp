// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace createproduct::report {

/// Splits command lines into words as bash does: quotes in all their kinds ('…', "…", $'…'), backslashes, lines that go
/// on. What only a running shell knows, as variables, is an error. Feed it line by line.
class ShellWords {
 public:
  /// One simple command, or what is wrong with it.
  struct Command {
    std::vector<std::string> words;  ///< without their quotes; empty if there is a problem
    std::string problem;             ///< one sentence; empty if there is none
  };

  /// Takes the next line, without its line feed. Gives the commands that it completes; none while quotes are open or
  /// the line goes on. O(bytes).
  std::vector<Command> take(std::string_view line) {
    std::vector<Command> done;
    std::size_t i = 0;
    const bool quoted = state_ != State::between && state_ != State::word;
    if (quoted && !std::exchange(escaped_line_, false)) add('\n');
    escaped_line_ = false;
    for (; i < line.size(); ++i)
      if (!step(line, i, done)) break;
    if (open()) return done;
    end_command(done);
    return done;
  }

  /// Whether the last line ended within a command.
  [[nodiscard]] bool open() const noexcept {
    return escaped_line_ || (state_ != State::between && state_ != State::word);
  }

  /// Forgets the command that is open.
  void reset() { *this = ShellWords(); }

 private:
  enum class State : unsigned char { between, word, single, twofold, ansi };

  void add(char c) {
    if (skipping_) return;
    word_.push_back(c);
  }

  void fail(std::string problem) {
    if (command_.problem.empty()) command_.problem = std::move(problem);
  }

  void end_word() {
    if (state_ != State::between && !skipping_) {
      if (redirected_)
        redirected_ = false;
      else
        command_.words.push_back(std::move(word_));
    }
    word_.clear();
    state_ = State::between;
  }

  void end_command(std::vector<Command>& done) {
    end_word();
    if (!command_.words.empty() || !command_.problem.empty()) done.push_back(std::move(command_));
    command_ = Command();
    skipping_ = redirected_ = false;
  }

  /// Takes the character at `i`, or more. False to pass over the rest of the line.
  bool step(std::string_view line, std::size_t& i, std::vector<Command>& done) {
    const char c = line[i];
    const bool last = i + 1 == line.size();
    switch (state_) {
      case State::single:
        if (c == '\'')
          state_ = State::word;
        else
          add(c);
        return true;
      case State::ansi:
        if (c == '\'')
          state_ = State::word;
        else if (c == '\\' && !last)
          escape(line, ++i);
        else
          add(c);
        return true;
      case State::twofold:
        if (c == '"') {
          state_ = State::word;
        } else if (c == '\\' && last) {
          escaped_line_ = true;
        } else if (c == '\\' && std::string_view("$`\"\\").find(line[i + 1]) != std::string_view::npos) {
          add(line[++i]);
        } else {
          expansion(line, i);
          add(c);
        }
        return true;
      case State::between:
      case State::word: return plain(line, i, done);
    }
    return true;
  }

  bool plain(std::string_view line, std::size_t& i, std::vector<Command>& done) {
    const char c = line[i];
    const bool last = i + 1 == line.size();
    if (c == ' ' || c == '\t') {
      end_word();
    } else if (c == '#' && state_ == State::between) {
      return false;
    } else if (c == '\\' && last) {
      escaped_line_ = true;
    } else if (c == ';' || c == '&' || c == '|') {
      end_word();
      const bool joined = c == ';' || (!last && line[i + 1] == c);
      if (c == '&' && !joined && !last && line.find_first_not_of(" \t", i + 1) != std::string_view::npos)
        fail("it holds a & outside of quotes, where bash ends the command");
      if (c == '|' && !joined) {
        skipping_ = true;
      } else {
        if (c != ';' && joined) ++i;
        end_command(done);
      }
    } else if (c == '<' || c == '>') {
      if (c == '<') fail("it reads a file, which is not at hand");
      end_word();
      while (!last && i + 1 < line.size() && (line[i + 1] == c || line[i + 1] == '&')) ++i;
      redirected_ = true;
    } else if (c == '(' || c == ')') {
      fail(std::string("it holds a ") + c + " outside of quotes");
    } else {
      if (state_ == State::between) state_ = State::word;
      if (c == '\'')
        state_ = State::single;
      else if (c == '"')
        state_ = State::twofold;
      else if (c == '$' && !last && line[i + 1] == '\'')
        state_ = State::ansi, ++i;
      else if (c == '\\')
        add(line[++i]);
      else
        expansion(line, i), add(c);
    }
    return true;
  }

  /// Whether bash would put something else in place of what stands at `i`.
  void expansion(std::string_view line, std::size_t i) {
    if (skipping_) return;
    const char next = i + 1 < line.size() ? line[i + 1] : ' ';
    const bool name = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || (next >= '0' && next <= '9') ||
                      std::string_view("_{(@*#?$!-").find(next) != std::string_view::npos;
    if (line[i] == '`' || (line[i] == '$' && name))
      fail(std::string("it holds a ") + line[i] + ", and what a shell would put in its place is not known");
  }

  /// Appends what the escape sequence at `i` of $'…' stands for; leaves `i` at its last character.
  void escape(std::string_view line, std::size_t& i) {
    constexpr std::string_view letters = "abeEfnrtv";
    constexpr std::string_view meanings = "\a\b\x1B\x1B\f\n\r\t\v";
    const char c = line[i];
    if (const std::size_t at = letters.find(c); at != std::string_view::npos) return add(meanings[at]);
    const auto digits = [&](unsigned base, std::size_t most) -> std::optional<std::uint32_t> {
      std::uint32_t value = 0;
      std::size_t count = 0;
      for (; count < most && i + 1 < line.size(); ++count, ++i) {
        const char digit = line[i + 1];
        const unsigned number = digit >= '0' && digit <= '9'   ? static_cast<unsigned>(digit - '0')
                                : digit >= 'a' && digit <= 'f' ? static_cast<unsigned>(digit - 'a') + 10
                                : digit >= 'A' && digit <= 'F' ? static_cast<unsigned>(digit - 'A') + 10
                                                               : base;
        if (number >= base) break;
        value = value * base + number;
      }
      return count == 0 ? std::nullopt : std::optional(value);
    };
    if (c >= '0' && c <= '7') {
      --i;
      return byte(*digits(8, 3));
    }
    if (c == 'x') {
      if (const auto value = digits(16, 2)) return byte(*value);
    } else if (c == 'u' || c == 'U') {
      if (const auto value = digits(16, c == 'u' ? 4 : 8)) return character(*value);
    } else if (c == '\\' || c == '\'' || c == '"' || c == '?') {
      return add(c);
    }
    add('\\');
    add(c);
  }

  void byte(std::uint32_t value) {
    if ((value & 0xFFU) == 0) return fail("it holds a NUL byte, where bash ends a word");
    add(static_cast<char>(value & 0xFFU));
  }

  void character(std::uint32_t point) {
    if (point < 0x80) return byte(point);
    const auto trail = [&](unsigned shift) { add(static_cast<char>(0x80U | ((point >> shift) & 0x3FU))); };
    if (point < 0x800) {
      add(static_cast<char>(0xC0U | (point >> 6U)));
    } else if (point < 0x10000) {
      add(static_cast<char>(0xE0U | (point >> 12U)));
      trail(6);
    } else {
      add(static_cast<char>(0xF0U | ((point >> 18U) & 7U)));
      trail(12);
      trail(6);
    }
    trail(0);
  }

  State state_ = State::between;
  bool escaped_line_ = false;  ///< the line ended in a backslash
  bool skipping_ = false;      ///< behind a pipe
  bool redirected_ = false;    ///< the next word names a file
  std::string word_;
  Command command_;
};

}  // namespace createproduct::report
