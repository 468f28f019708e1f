// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <doctest/doctest.h>

#include <createproduct/doctest/check_answer.hpp>
#include <createproduct/judge/verdict.hpp>
#include <createproduct/model/clause.hpp>
#include <createproduct/report/text.hpp>
#include <createproduct/suite/events.hpp>
#include <createproduct/suite/options.hpp>
#include <createproduct/suite/run.hpp>
#include <createproduct/suite/target.hpp>
#include <createproduct/suite/typed_target.hpp>

namespace createproduct::testing {

/// What a test asks of a target in the same process: a quick run, the same each time. A target that remembers earlier
/// runs wants another salt for each.
[[nodiscard]] inline suite::Options usual_options() {
  suite::Options options;
  options.budget = suite::Budget::quick;
  options.salt = "doctest";
  return options;
}

/// Runs the suite against `target`: anything that a suite::Target or suite::TypedTarget is, or suite::Means.
template <class T>
[[nodiscard]] suite::RunFinished run_against(T&& target, const suite::Options& options = usual_options()) {
  using Plain = std::decay_t<T>;
  if constexpr (std::is_same_v<Plain, suite::Means>) {
    return suite::run(target, options, {});
  } else {
    Plain copy(std::forward<T>(target));
    suite::Means means;
    means.description = "the target of a test";
    if constexpr (suite::TypedTarget<Plain>)
      means.send = suite::send_typed(copy);
    else
      means.send = suite::send_to(copy);
    return suite::run(means, options, {});
  }
}

namespace detail {

/// Tells doctest what a run found about one clause.
inline void check_clause(const suite::RunFinished& run, ClauseId clause, const char* file, int line) {
  const suite::ClauseResult* result = nullptr;
  for (const suite::ClauseResult& one : run.clauses)
    if (one.clause == clause) result = &one;
  const suite::Finding* finding = nullptr;
  for (const suite::Finding& one : run.findings)
    if (one.clause == clause) finding = &one;
  const judge::Verdict verdict = result == nullptr ? judge::Verdict::error : result->verdict;
  std::string text = finding != nullptr ? finding_message(*finding, commands_for(run.started.target, run.started.salt))
                                        : std::string(judge::verdict_name(verdict));
  if (finding == nullptr && result != nullptr) text += ": " + report::printable(result->reason);
  if (verdict >= judge::Verdict::inconclusive)
    DOCTEST_ADD_FAIL_CHECK_AT(file, line, text);
  else if (verdict != judge::Verdict::pass)
    DOCTEST_ADD_MESSAGE_AT(file, line, text);
  DOCTEST_CHECK(result != nullptr);
}

/// Tells doctest of a run that could decide nothing, so that it is never green.
inline void check_whole(const suite::RunFinished& run, const char* file, int line) {
  const std::string why = "the run could not be concluded: " + report::printable(run.reason);
  if (run.exit_code > 1) DOCTEST_ADD_FAIL_CHECK_AT(file, line, why);
  DOCTEST_CHECK(run.exit_code >= 0);
}

/// The clauses that an answer can break, each as a test case of its own, and one for the run as a whole.
/// `Contract::run()` gives the result and is called by the first test case that is executed.
template <class Contract>
class ContractCases {
 public:
  /// Registers the test cases. `title` must live as long as the program.
  static int add(std::string_view title, const char* file, int line) {
    file_ = file;
    line_ = line;
    return add_each(title, std::make_index_sequence<clause_capacity>());
  }

 private:
  static const suite::RunFinished& result() {
    static const suite::RunFinished run = Contract::run();
    return run;
  }

  template <std::size_t... Index>
  static int add_each(std::string_view title, std::index_sequence<Index...>) {
    (add_clause<Index>(title), ...);
    add_one([] { check_whole(result(), file_, line_); }, names_[clause_capacity],
            std::string(title) + ": the run as a whole");
    return 0;
  }

  template <std::size_t Index>
  static void add_clause(std::string_view title) {
    if (Index >= clause_total()) return;
    const ClauseId clause = ClauseId::at(Index);
    if (clause.level() == Level::silent || !clause.observable()) return;
    add_one([] { check_clause(result(), ClauseId::at(Index), file_, line_); }, names_[Index],
            std::string(title) + ": " + std::string(clause.id()));
  }

  static void add_one(void (*check)(), std::string& place, std::string name) {
    place = std::move(name);
    using namespace ::doctest::detail;
    regTest(TestCase(check, file_, static_cast<unsigned>(line_), doctest_detail_test_suite_ns::getCurrentTestSuite()) *
            place.c_str());
  }

  static inline const char* file_ = "";
  static inline int line_ = 0;
  static inline std::array<std::string, clause_capacity + 1> names_;  ///< doctest keeps pointers to them
};

}  // namespace detail

/// Tells doctest what a run found: each broken or undecided clause fails the running test case at `file` and `line`,
/// with the evidence. Whether the contract is kept.
inline bool check_contract(const suite::RunFinished& run, const char* file, int line) {
  for (const suite::ClauseResult& result : run.clauses)
    if (result.verdict > judge::Verdict::pass) detail::check_clause(run, result.clause, file, line);
  detail::check_whole(run, file, line);
  return run.exit_code == 0;
}

}  // namespace createproduct::testing

/// Registers a test case for each observable clause, called `TITLE: CLAUSE`, and one for the run as a whole; to stand
/// at namespace scope. After the title come the arguments of createproduct::testing::run_against(). The first of these
/// test cases that is executed runs the suite. A clause that is not exercised is a message with the reason.
#define CREATEPRODUCT_TEST_CASES(title, ...) \
  CREATEPRODUCT_TEST_CASES_AS(DOCTEST_ANONYMOUS(createproduct_contract_), title, __VA_ARGS__)
/// The same with the name of the type that stands behind it, which must be unique.
#define CREATEPRODUCT_TEST_CASES_AS(name, title, ...)                                                            \
  namespace {                                                                                                    \
  struct name {                                                                                                  \
    static createproduct::suite::RunFinished run() { return createproduct::testing::run_against(__VA_ARGS__); }  \
    static const int added;                                                                                      \
  };                                                                                                             \
  const int name::added = createproduct::testing::detail::ContractCases<name>::add(title, __FILE__, __LINE__);   \
  }                                                                                                              \
  static_assert(true)

/// Runs the suite within a test case; takes the arguments of createproduct::testing::run_against().
#define CREATEPRODUCT_CHECK_CONTRACT(...) \
  createproduct::testing::check_contract(createproduct::testing::run_against(__VA_ARGS__), __FILE__, __LINE__)
