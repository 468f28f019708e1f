// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <createproduct/model/codes.hpp>
#include <createproduct/report/clause_text.hpp>
#include <createproduct/report/columns.hpp>
#include <createproduct/report/finding_text.hpp>
#include <createproduct/report/redact.hpp>
#include <createproduct/report/redact_event.hpp>
#include <createproduct/report/text.hpp>
#include <createproduct/suite/events.hpp>

namespace createproduct::report {

/// Writes the report that people read: what looks broken as it is met, and when the run has ended the findings, ranked,
/// one block each, then every clause, the silences observed, the codes seen, the notes and a conclusion of one line.
///
/// Well-formed UTF-8 whatever the target sent; nothing of what it sent reaches the terminal as a control character.
class TerminalReport {
 public:
  /// How much is shown.
  enum class Detail : unsigned char {
    quiet,  ///< findings and conclusion
    normal,
    verbose,  ///< also phases, cases, notes and suspicions as they come, and the seconds taken
  };
  /// What is shown, and how.
  struct Options {
    Detail detail = Detail::normal;  ///< how much is shown
    bool colour = false;             ///< ANSI colours; the caller knows whether `out` is a terminal that wants them
    CommandLines commands{};         ///< the programs and options that printed command lines begin with
    Redactor redactor{};             ///< takes secrets out
  };

  /// `out` must outlive the report.
  explicit TerminalReport(std::ostream& out) : TerminalReport(out, Options()) {}

  /// `out` must outlive the report.
  TerminalReport(std::ostream& out, Options options) : out_(&out), options_(std::move(options)) {
    options_.commands = redacted(std::move(options_.commands), options_.redactor);
  }

  /// Takes the events of a run in order, and writes what there is to say of each. O(bytes).
  void operator()(const suite::Event& event) {
    const suite::Event safe = redacted(event, options_.redactor);
    std::string text;
    std::visit([this, &text](const auto& e) { show(e, text); }, safe);
    *out_ << text << std::flush;
  }

 private:
  using Verdict = judge::Verdict;

  static constexpr std::size_t longest_reason = 400;  ///< bytes shown in full

  [[nodiscard]] bool at_least(Detail detail) const noexcept { return options_.detail >= detail; }

  /// `text` in the colour of a verdict.
  [[nodiscard]] std::string coloured(std::string text, Verdict verdict) const {
    if (!options_.colour) return text;
    std::string_view code;
    switch (verdict) {
      case Verdict::fail:
      case Verdict::error: code = "\x1b[1;31m"; break;
      case Verdict::flaky:
      case Verdict::inconclusive:
      case Verdict::warn: code = "\x1b[33m"; break;
      case Verdict::pass: code = "\x1b[32m"; break;
      case Verdict::not_exercised:
      case Verdict::info:
      case Verdict::known: code = "\x1b[2m"; break;
    }
    return std::string(code) + std::move(text) + "\x1b[0m";
  }

  static std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
  }

  static std::string plural(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
  }

  void show(const suite::RunStarted& run, std::string& out) const {
    if (!at_least(Detail::normal)) return;
    out += "CreateProduct conformance of " + printable(run.target) + "\n";
    if (run.budget == "recording") return;  // nothing was drawn that could be drawn again
    out += "budget " + printable(run.budget) + ", seed " + std::to_string(run.seed) + ", salt " + printable(run.salt) +
           ", " + plural(run.cases, "case", "cases") + "\n";
  }

  void show(const suite::PhaseStarted& phase, std::string& out) const {
    if (!at_least(Detail::verbose)) return;
    out += "\n" + printable(phase.phase) + ": " + plural(phase.cases, "case", "cases") + "\n";
  }

  void show(const suite::CaseFinished& finished, std::string& out) const {
    if (!at_least(Detail::verbose)) return;
    out += "  " + coloured(std::string(judge::verdict_name(finished.verdict)), finished.verdict) + "  " +
           printable(finished.id) + "  (" + plural(finished.requests, "request", "requests") + ")";
    if (!finished.note.empty()) out += "  " + abbreviated(finished.note, longest_reason);
    out += "\n";
  }

  /// A clause that many cases cast doubt on is named once, unless all is to be shown.
  void show(const suite::Suspected& suspected, std::string& out) {
    if (!at_least(Detail::normal)) return;
    const bool known = std::exchange(suspected_[suspected.finding.clause.index()], true);
    if (known && !at_least(Detail::verbose)) return;
    out += "suspected: " + std::string(suspected.finding.clause.id()) + ", by case " +
           printable(suspected.finding.case_id) + "\n";
    if (at_least(Detail::verbose)) out += evidence_text(suspected.finding, options_.commands);
  }

  void show(const suite::Confirmed& confirmed, std::string& out) const {
    if (!at_least(Detail::verbose)) return;
    out += "confirmed: " + std::string(confirmed.finding.clause.id()) + ", " +
           std::string(judge::verdict_name(confirmed.finding.verdict)) + "\n";
  }

  void show(const suite::Note& note, std::string& out) const {
    if (at_least(Detail::verbose)) out += "note: " + printable(note.text) + "\n";
  }

  void show(const suite::RunFinished& run, std::string& out) const {
    std::size_t number = 0;
    for (const suite::Finding& finding : run.findings) {
      out += "\n" + std::to_string(++number) + ". " +
             coloured(upper(judge::verdict_name(finding.verdict)) + " " + std::string(finding.clause.id()),
                      finding.verdict) +
             " (" + clause_origin(finding.clause) + ")\n   " + std::string(finding.clause.get().text) + "\n" +
             evidence_text(finding, options_.commands);
    }
    if (!run.findings.empty())
      out += "\nWhat a request above has created exists now: send it again with another productName. Replay lines do so "
             "by themselves.\n";
    if (at_least(Detail::verbose) || (at_least(Detail::normal) && says_anything(run))) show_tables(run, out);
    if (at_least(Detail::normal)) show_notes(run, out);
    if (at_least(Detail::normal) || number > 0) out += "\n";
    out += conclusion(run) + "\n";
  }

  /// Whether there is a row that says more than the conclusion does: not where nothing was ever accepted.
  [[nodiscard]] static bool says_anything(const suite::RunFinished& run) {
    return !run.silences.empty() || std::any_of(run.clauses.begin(), run.clauses.end(), [](const auto& result) {
      return result.verdict != Verdict::not_exercised;
    });
  }

  void show_tables(const suite::RunFinished& run, std::string& out) const {
    Columns clauses("  ");
    for (const suite::ClauseResult& result : run.clauses)
      clauses.add({std::string(result.clause.id()), std::string(judge::verdict_name(result.verdict)),
                   std::to_string(result.checks), abbreviated(result.reason, longest_reason)});
    out += "\nClauses: verdict, checks, reason\n";
    const std::string lines = clauses.text();
    std::size_t begin = 0;
    for (const suite::ClauseResult& result : run.clauses) {
      const std::size_t end = lines.find('\n', begin);
      out += coloured(lines.substr(begin, end - begin), result.verdict) + "\n";
      begin = end + 1;
    }

    if (!run.silences.empty()) {
      Columns silences("  ");
      for (const suite::SilenceResult& result : run.silences)
        silences.add({std::string(result.silence.id()), abbreviated(result.choice, longest_reason),
                      "(" + std::to_string(result.seen) + " seen)"});
      out += "\nSilences: where the document leaves the choice, and what the target chose\n" + silences.text();
    }

    Columns codes("  ");
    for (const suite::CodeCount& count : run.codes) {
      std::string_view text;
      for (const CodeRow& row : module_code_table)
        if (row.number == count.code) text = row.text;
      codes.add({std::to_string(count.code), count.seen == 0 ? "never seen" : std::to_string(count.seen) + " seen",
                 std::string(text)});
    }
    if (!run.codes.empty()) out += "\nModule codes\n" + codes.text();
  }

  static void show_notes(const suite::RunFinished& run, std::string& out) {
    if (!run.notes.empty()) out += "\nNotes\n";
    for (const std::string& note : run.notes) out += "  " + printable(note) + "\n";
  }

  /// One line: what the exit code says, and the numbers of the run.
  [[nodiscard]] std::string conclusion(const suite::RunFinished& run) const {
    std::string line;
    switch (run.exit_code) {
      case 0: line = "CONFORMANT"; break;
      case 1: line = "CONTRACT BROKEN"; break;
      case 3: line = "INCONCLUSIVE"; break;
      default: line = "ERROR"; break;
    }
    line = coloured(line, run.verdict) + ": ";
    if (!run.reason.empty()) line += printable(run.reason) + "; ";
    std::size_t counts[static_cast<std::size_t>(Verdict::error) + 1] = {};
    for (const suite::ClauseResult& result : run.clauses) ++counts[static_cast<std::size_t>(result.verdict)];
    std::string clauses;
    for (const Verdict verdict : {Verdict::error, Verdict::fail, Verdict::flaky, Verdict::inconclusive, Verdict::warn,
                                  Verdict::known, Verdict::info, Verdict::pass, Verdict::not_exercised}) {
      const std::size_t count = counts[static_cast<std::size_t>(verdict)];
      if (count == 0) continue;
      clauses +=
          (clauses.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(judge::verdict_name(verdict));
    }
    line += "clauses " + (clauses.empty() ? "none" : clauses) + "; " + plural(run.requests, "request", "requests") +
            ", " + std::to_string(run.accepted) + " accepted, " + std::to_string(run.refused) + " refused, " +
            std::to_string(run.unanswered) + " unanswered; " + plural(run.created, "product", "products") + " created" +
            (run.deleted == 0 ? "" : ", " + std::to_string(run.deleted) + " deleted again");
    if (at_least(Detail::verbose)) {
      char digits[64];
      const auto end = std::to_chars(digits, digits + sizeof digits, run.seconds, std::chars_format::fixed, 1).ptr;
      line.append("; ").append(digits, end).append(" s");
    }
    return line;
  }

  std::ostream* out_;
  Options options_;
  std::array<bool, clause_capacity> suspected_{};  ///< by clause index
};

}  // namespace createproduct::report
