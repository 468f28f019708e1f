// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
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
#include <unistd.h>

#include <createproduct/draft/random.hpp>
#include <createproduct/fuzz/digest.hpp>
#include <createproduct/fuzz/disagreement.hpp>
#include <createproduct/fuzz/input_watch.hpp>
#include <createproduct/fuzz/minimise.hpp>
#include <createproduct/fuzz/subject.hpp>
#include <createproduct/report/curl.hpp>
#include <createproduct/report/inline_case.hpp>
#include <createproduct/report/text.hpp>
#include <createproduct/suite/events.hpp>

namespace createproduct::fuzz {

/// Holds a subject against the contract, input by input, and reports where they part, and what else no validator may
/// do: throw, crash, hang, take long, or answer differently when it is asked again.
class Differential {
 public:
  /// Where findings go, and what is too slow.
  struct Options {
    std::string folder = ".";             ///< for the inputs that show something; they are written, never overwritten
    std::string program = "./validator";  ///< how an input is run again, for the report
    std::chrono::milliseconds slow{500};  ///< what takes longer, three times in a row, is reported
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
    watch_input_in_hand(options_.folder + "/stopped-" + std::to_string(::getpid()), options_.hangs);
  }

  /// Tries one input. False if it shows something, which is then reported, each kind of thing once.
  bool operator()(std::string_view input) {
    ++count_;
    std::string kind = subject_.serves ? serve(input) : validate(input);
    // Who is kept waiting by other processes is slow once, and not each time.
    for (int again = 0; kind == "slow" && again < 2 && !known_.contains(kind); ++again) kind = kind_of(input);
    if (kind.empty()) return true;
    if (kind != refused) {
      if (known_.insert(kind).second) report(kind, std::string(input));
    } else if ((subject_.expects(input).exercised & blamed_).empty()) {
      report(kind, std::string(input));
    }
    return false;
  }

  /// In the order in which they were met.
  [[nodiscard]] const std::vector<Report>& reports() const noexcept { return reports_; }

  /// As it was given.
  [[nodiscard]] const Subject& subject() const noexcept { return subject_; }

  /// What tells the latest input from others, for whoever looks for new ones: what the contract and the subject say.
  [[nodiscard]] std::uint64_t shape() const noexcept {
    if (subject_.serves) return shape_;
    std::uint64_t out = static_cast<std::uint64_t>(expected_.demand) * 2 + (accepted_ ? 1 : 0);
    for (const ClauseSet* set : {&expected_.broken, &expected_.exercised})
      set->for_each([&out](ClauseId clause) { out = (out ^ clause.index()) * 0x100000001B3U; });
    return out;
  }

 private:
  using Clock = std::chrono::steady_clock;

  static constexpr const char* refused = "refused";  ///< wrongly; which clause is to blame, only a minimal input tells

  /// The verdict, while the watch looks on.
  [[nodiscard]] std::optional<bool> ask(std::string_view input) {
    const InHand held(input);
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
    expected_ = subject_.expects(input);
    accepted_ = *accepted;
    if (!disagrees(expected_, accepted_)) return {};
    return accepted_ ? std::string(expected_.broken.first().id()) : std::string(refused);
  }

  [[nodiscard]] std::string serve(std::string_view input) {
    std::vector<suite::Exchange> history;
    try {
      const auto begin = Clock::now();
      std::optional<Disagreement> found;
      {
        const InHand held(input);
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
    const std::string file = options_.folder + "/" + kind + "-" + digest_of(input);
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

  Subject subject_;
  std::ostream& out_;
  Options options_;
  std::size_t count_ = 0;
  std::uint64_t shape_ = 0;  ///< of what a service answered last
  Expectation expected_;     ///< of a validator's latest input that it had a verdict on, and that verdict
  bool accepted_ = false;
  std::set<std::string> known_;
  ClauseSet blamed_;  ///< for wrong refusals; another one that exercises none of these is news
  std::vector<Report> reports_;
  std::vector<std::pair<std::string, std::optional<bool>>> remembered_;
  std::string changed_;  ///< the earlier input whose verdict has changed
};

}  // namespace createproduct::fuzz
