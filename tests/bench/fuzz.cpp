// SPDX-License-Identifier: MIT
// What holding a validator against the contract costs: its executions a second over the catalogue's productProperties, and
// those of nlohmann::json::sax_parse alone over the same.
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <functional>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include <createproduct/fuzz/differential.hpp>
#include <createproduct/fuzz/seeds.hpp>
#include <createproduct/mock/property_check.hpp>

namespace {

using namespace createproduct;

/// Takes all events and keeps nothing.
struct Nothing : nlohmann::json_sax<nlohmann::json> {
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(std::int64_t) override { return true; }
  bool number_unsigned(std::uint64_t) override { return true; }
  bool number_float(double, const std::string&) override { return true; }
  bool string(std::string&) override { return true; }
  bool binary(nlohmann::json::binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(std::string&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }
};

/// Processor time spent by this process, in seconds: what others do on the machine hardly matters to it.
double processor_time() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// One thing that is done with each input.
struct Work {
  const char* name;
  std::function<void(const std::vector<std::string>& inputs)> pass;
  double seconds = 0;
};

template <class Try>
Work over_all(const char* name, Try try_input) {
  return {name, [try_input](const std::vector<std::string>& inputs) {
            for (const std::string& input : inputs) try_input(input);
          }};
}

}  // namespace

int main() {
  const std::vector<std::string> inputs = fuzz::seeds(fuzz::Grammar::properties);
  // The mock's check stands for somebody's validator: it shares no code with the judge.
  const mock::PropertyRules rules;
  const mock::PropertyCheck check(rules, {});
  const auto accepts = [&](std::string_view text) { return check(true, text) == mock::Defect::none; };
  fuzz::Differential differential(fuzz::properties_validator(accepts), std::cerr, {});
  Work all[] = {over_all("sax_parse alone",
                         [](const std::string& input) {
                           Nothing nothing;
                           (void)nlohmann::json::sax_parse(input, &nothing);
                         }),
                over_all("validator and contract", [&](const std::string& input) { (void)differential(input); }),
                over_all("validator alone", [&](const std::string& input) { (void)accepts(input); }),
                over_all("contract alone", [](const std::string& input) { (void)fuzz::expect_properties(input); })};
  // In turns, so that a slow moment of the machine is one of all.
  double total = 0;
  std::size_t passes = 0;
  for (; total < 8; ++passes)
    for (Work& work : all) {
      const double begin = processor_time();
      work.pass(inputs);
      const double spent = processor_time() - begin;
      work.seconds += spent;
      total += spent;
    }
  const double executions = static_cast<double>(passes * inputs.size());
  for (const Work& work : all)
    std::cout << work.name << ": " << static_cast<std::uint64_t>(executions / work.seconds)
              << " executions a second of processor time, " << static_cast<int>(100 * all[0].seconds / work.seconds)
              << " %\n";
}
