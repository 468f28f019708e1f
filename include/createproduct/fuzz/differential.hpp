// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/time.h>
#include <unistd.h>

#include <createproduct/draft/random.hpp>
#include <createproduct/fuzz/disagreement.hpp>
#include <createproduct/fuzz/minimise.hpp>
#include <createproduct/fuzz/subject.hpp>
#include <createproduct/report/curl.hpp>
#include <createproduct/report/inline_case.hpp>
#include <createproduct/report/text.hpp>
#include <createproduct/suite/events.hpp>

namespace createproduct::fuzz {

namespace detail {

/// The input that a subject has in hand, for what is told when it never gives it back. One subject a process.
struct InHand {
  static constexpr std::size_t most = 65536;
  volatile std::sig_atomic_t busy = 0;
  volatile std::sig_atomic_t ticks = 0;  ///< of the watch, since it was given
  std::size_t size = 0;
  char bytes[most] = {};
  char file[512] = {};  ///< to write it to
  int limit = 2;        ///< ticks of a second
};

inline InHand& in_hand() {
  static InHand one;
  return one;
}

/// Says and keeps the input in hand. Calls nothing that a signal handler may not call.
inline void tell_input_in_hand(const char* what) noexcept {
  InHand& input = in_hand();
  const auto say = [](const char* text, std::size_t size) {
    [[maybe_unused]] const auto written = ::write(2, text, size);
  };
  const auto say_text = [&](std::string_view text) { say(text.data(), text.size()); };
  say_text("createproduct-fuzz: the validator ");
  say_text(what);
  say_text("\n  input     ");
  for (std::size_t i = 0; i < input.size; ++i) {
    static constexpr char digits[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(input.bytes[i]);
    const char escaped[4] = {'\\', 'x', digits[byte >> 4U], digits[byte & 15U]};
    if (byte >= 0x20 && byte < 0x7F && byte != '\\')
      say(&input.bytes[i], 1);
    else
      say(escaped, 4);
  }
  const int file = ::open(input.file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file >= 0 && ::write(file, input.bytes, input.size) == static_cast<ssize_t>(input.size)) {
    say_text("\n  file      ");
    say_text(input.file);
  } else {
    say_text("\n  the input could not be written to ");
    say_text(input.file);
  }
  if (file >= 0) ::close(file);
  say_text("\n");
}

inline struct sigaction& former_action(int signal) {
  static std::array<struct sigaction, 65> all{};
  return all[static_cast<std::size_t>(signal)];
}

inline void on_crash(int signal) {
  if (in_hand().busy != 0)
    tell_input_in_hand(signal == SIGABRT  ? "aborted"
                       : signal == SIGFPE ? "divided by zero or the like (SIGFPE)"
                                          : "crashed");
  in_hand().busy = 0;
  sigaction(signal, &former_action(signal), nullptr);
  std::raise(signal);
}

inline void on_tick(int) {
  InHand& input = in_hand();
  if (input.busy == 0) return;
  const int ticks = input.ticks + 1;
  input.ticks = ticks;
  if (ticks < input.limit) return;
  tell_input_in_hand("hangs: it has had no verdict for some seconds");
  _exit(1);
}

/// From now on a crash or a hang of the subject says what it had in hand, and then goes the way it went before.
inline void watch_input_in_hand() {
  // Handlers are inherited by a forked process, timers are not.
  static pid_t watching = 0;
  if (std::exchange(watching, ::getpid()) != ::getpid()) {
    struct sigaction action {};
    action.sa_handler = on_crash;
    action.sa_flags = SA_NODEFER;
    for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
      struct sigaction former {};
      sigaction(signal, &action, &former);
      if (former.sa_handler != on_crash) former_action(signal) = former;
    }
    action.sa_handler = on_tick;
    action.sa_flags = SA_RESTART;
    sigaction(SIGVTALRM, &action, nullptr);
    const itimerval second{{1, 0}, {1, 0}};
    setitimer(ITIMER_VIRTUAL, &second, nullptr);
  }
}

}  // namespace detail

/// Holds a subject against the contract, input by input, and reports where they part, and what else no validator may
/// do: throw, crash, hang, take long, or answer differently when it is asked again.
class Differential {
 public:
  /// Where findings go, and what is too slow.
  struct Options {
    std::string folder = ".";             ///< for the inputs that show something; they are written, never overwritten
    std::string program = "./validator";  ///< how an input is run again, for the report
    std::chrono::milliseconds slow{500};  ///< what takes longer is reported
    int hangs = 5;                        ///< seconds of processor time after which the process ends
  };

  /// What was reported.
  struct Report {
    std::string kind;   ///< the clause, with .refused behind it for a refusal; or throws, slow, keeps-state
    std::string input;  ///< minimal
    std::string file;   ///< where it is; empty if it could not be written
  };

  /// `out` must outlive this.
  Differential(Subject subject, std::ostream& out, Options options)
      : subject_(std::move(subject)), out_(out), options_(std::move(options)) {
    detail::InHand& input = detail::in_hand();
    input.limit = options_.hangs;
    const std::string file = options_.folder + "/stopped-" + std::to_string(::getpid());
    input.file[file.copy(input.file, sizeof input.file - 1)] = '\0';
    detail::watch_input_in_hand();
  }

  /// Tries one input. False if it shows something, which is then reported, each kind of thing once.
  bool operator()(std::string_view input) {
    ++count_;
    std::string kind = subject_.serves ? serve(input) : validate(input);
    if (kind.empty()) return true;
    if (kind != refused) {
      if (known_.insert(kind).second) report(kind, std::string(input));
    } else if ((subject_.expects(input).exercised & blamed_).empty()) {
      report(kind, std::string(input));
    }
    return false;
  }

  [[nodiscard]] const std::vector<Report>& reports() const noexcept { return reports_; }
  [[nodiscard]] const Subject& subject() const noexcept { return subject_; }

  /// What tells the latest input from others, for whoever looks for new ones: what the contract and the subject say.
  [[nodiscard]] std::uint64_t shape() const noexcept { return shape_; }

 private:
  using Clock = std::chrono::steady_clock;

  static constexpr const char* refused = "refused";  ///< wrongly; which clause is to blame, only a minimal input tells

  /// The verdict, while the watch looks on.
  [[nodiscard]] std::optional<bool> ask(std::string_view input) {
    const Hold hold(input);
    return subject_.accepts(input);
  }

  /// What is wrong with the verdict on `input`, as Report::kind; empty if nothing.
  [[nodiscard]] std::string validate(std::string_view input) {
    std::optional<bool> accepted;
    try {
      const auto begin = Clock::now();
      accepted = ask(input);
      if (Clock::now() - begin > options_.slow) return "slow";
      if (count_ % 16 == 0 && ask(input) != accepted) return "keeps-state";
      if (count_ % 64 == 0 && !remembered_.empty()) {
        const auto& [earlier, verdict] = remembered_[count_ / 64 % remembered_.size()];
        if (ask(earlier) != verdict) {
          changed_ = earlier;
          return "keeps-state";
        }
      }
    } catch (...) {
      return "throws";
    }
    if (!accepted) return {};
    if (count_ % 256 == 1) remember(input, accepted);
    const Expectation expected = subject_.expects(input);
    note_shape(expected, *accepted);
    if (!disagrees(expected, *accepted)) return {};
    return *accepted ? std::string(wrongly_accepted(expected).clause.id()) : std::string(refused);
  }

  [[nodiscard]] std::string serve(std::string_view input) {
    std::vector<suite::Exchange> history;
    try {
      const auto begin = Clock::now();
      std::optional<Disagreement> found;
      {
        const Hold hold(input);
        found = subject_.serves(input, history);
      }
      if (Clock::now() - begin > options_.slow) return "slow";
      shape_ = draft::seed_of("");
      for (const suite::Exchange& exchange : history)
        shape_ = draft::seed_of(exchange.answer.body.substr(0, 24),
                                shape_ ^ judge::classify(exchange.sent).exercised.size());
      return found ? std::string(found->clause.id()) : std::string();
    } catch (...) {
      return "throws";
    }
  }

  void note_shape(const Expectation& expected, bool accepted) noexcept {
    shape_ = static_cast<std::uint64_t>(expected.demand) * 2 + (accepted ? 1 : 0);
    for (const ClauseSet* set : {&expected.broken, &expected.exercised})
      set->for_each([this](ClauseId clause) { shape_ = (shape_ ^ clause.index()) * 0x100000001B3U; });
  }

  void remember(std::string_view input, std::optional<bool> accepted) {
    constexpr std::size_t most = 64;
    if (input.size() > 4096) return;
    if (remembered_.size() < most) remembered_.emplace_back();
    remembered_[count_ / 256 % remembered_.size()] = {std::string(input), accepted};
  }

  /// The same as operator(), without what depends on the inputs before.
  [[nodiscard]] std::string kind_of(std::string_view input) {
    if (subject_.serves) return serve(input);
    const std::size_t count = std::exchange(count_, 2);
    std::string kind = validate(input);
    count_ = count;
    return kind;
  }

  void report(const std::string& kind, std::string input) {
    if (kind == "keeps-state") {
      const std::string text = changed_.empty() ? input : std::exchange(changed_, {});
      write(kind, text, "the validator keeps state: asked about the same input again, it says something else");
      return;
    }
    // What shows only after the inputs before it is no disagreement, but state.
    if (kind != "slow" && kind_of(input) != kind) {
      if (known_.insert("keeps-state").second)
        write("keeps-state", input,
              "the validator keeps state: asked again, it no longer says what disagreed with the contract");
      return;
    }
    if (kind == "slow") {
      write(kind, input, "the validator is slow: it took more than " + std::to_string(options_.slow.count()) + " ms");
      return;
    }
    const std::string minimal =
        minimised(subject_.grammar, std::move(input), [&](std::string_view text) { return kind_of(text) == kind; });
    if (kind == "throws")
      write(kind, minimal, "the validator throws" + what_it_throws(minimal));
    else
      write_disagreement(kind, minimal);
  }

  [[nodiscard]] std::string what_it_throws(std::string_view input) const {
    try {
      std::vector<suite::Exchange> history;
      if (subject_.serves)
        (void)subject_.serves(input, history);
      else
        (void)subject_.accepts(input);
    } catch (const std::exception& error) {
      return std::string(": ") + error.what();
    } catch (...) {
      return " something that is no std::exception";
    }
    return {};
  }

  void write_disagreement(const std::string& kind, const std::string& input) {
    suite::Finding finding;
    Disagreement found;
    if (subject_.serves) {
      found = subject_.serves(input, finding.history).value_or(Disagreement{});
    } else {
      const Expectation expected = subject_.expects(input);
      const bool accepted = subject_.accepts(input).value_or(false);
      found = accepted ? wrongly_accepted(expected) : blamed(expected, input);
      if (!accepted) blamed_.add(found.clause);
      finding.history = {{"first", subject_.request(input), false, {}}};
    }
    finding.clause = found.clause;
    const std::string clause(found.clause.id());
    write(kind == refused ? clause + ".refused" : clause, input,
          "the validator disagrees with the contract on " + clause, found.why,
          "createproduct-conformance replay " + report::shell_quoted(report::inline_case(finding, "")) + " TARGET");
  }

  /// Finds the clause in what tells `input` from simpler inputs that are accepted.
  [[nodiscard]] Disagreement blamed(const Expectation& expected, const std::string& input) const {
    ClauseSet best;
    std::size_t least = clause_count + 1;
    std::size_t tries = 2000;
    for (const std::string& simpler : simpler_inputs(subject_.grammar, input)) {
      if (tries-- == 0) break;
      const Expectation other = subject_.expects(simpler);
      if (other.demand != Expectation::Demand::accept || !accepts_quietly(simpler)) continue;
      ClauseSet left = expected.exercised;
      other.exercised.for_each([&left](ClauseId clause) { left.remove(clause); });
      if (left.empty() || left.size() >= least) continue;
      least = left.size();
      best = other.exercised;
    }
    return wrongly_refused(expected, best);
  }

  [[nodiscard]] bool accepts_quietly(std::string_view input) const {
    try {
      return subject_.accepts(input).value_or(false);
    } catch (...) {
      return false;
    }
  }

  void write(const std::string& kind, const std::string& input, const std::string& what, const std::string& why = {},
             const std::string& replay = {}) {
    Report& made = reports_.emplace_back(Report{kind, input, {}});
    char digest[17];
    std::snprintf(digest, sizeof digest, "%016llx", static_cast<unsigned long long>(draft::seed_of(input)));
    const std::string file = options_.folder + "/" + kind + "-" + digest;
    out_ << "createproduct-fuzz: " << report::printable(what) << "\n";
    if (!why.empty()) out_ << "  why       " << report::printable(why) << "\n";
    out_ << "  input     " << report::printable(input) << "\n";
    if (keep(file, input)) {
      made.file = file;
      out_ << "  again     " << options_.program << " " << file << "\n";
    } else {
      out_ << "  the input could not be written to " << file << "\n";
    }
    if (!replay.empty()) out_ << "  elsewhere " << replay << "\n";
    out_ << std::flush;
  }

  /// Whether `file` holds `input` now. A file that holds anything else stays as it is.
  [[nodiscard]] static bool keep(const std::string& file, const std::string& input) {
    const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (made >= 0) {
      const bool whole = ::write(made, input.data(), input.size()) == static_cast<ssize_t>(input.size());
      ::close(made);
      return whole;
    }
    std::ifstream old(file, std::ios::binary);
    return old && std::string{std::istreambuf_iterator<char>(old), {}} == input;
  }

  /// Tells the watch what the subject has in hand for as long as it lives.
  class Hold {
   public:
    explicit Hold(std::string_view input) noexcept {
      detail::InHand& hand = detail::in_hand();
      hand.size = input.copy(hand.bytes, detail::InHand::most);
      hand.ticks = 0;
      hand.busy = 1;
    }
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;
    ~Hold() { detail::in_hand().busy = 0; }
  };

  Subject subject_;
  std::ostream& out_;
  Options options_;
  std::size_t count_ = 0;
  std::uint64_t shape_ = 0;
  std::set<std::string> known_;
  ClauseSet blamed_;  ///< for wrong refusals; another one that exercises none of these is news
  std::vector<Report> reports_;
  std::vector<std::pair<std::string, std::optional<bool>>> remembered_;
  std::string changed_;  ///< the earlier input whose verdict has changed
};

}  // namespace createproduct::fuzz
