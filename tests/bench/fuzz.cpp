// SPDX-License-Identifier: MIT
// What holding a validator against the contract costs: its executions a second over the catalogue's productProperties, and
// those of nlohmann::json::sax_parse alone over the same.
#include <chrono>
#include <cstddef>
#include <cstdint>
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

template <class Try>
double executions_a_second(const std::vector<std::string>& inputs, Try try_input) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  std::size_t count = 0;
  while (Clock::now() - begin < std::chrono::seconds(2))
    for (const std::string& input : inputs) {
      try_input(input);
      ++count;
    }
  return static_cast<double>(count) / std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace

int main() {
  const std::vector<std::string> inputs = fuzz::seeds(fuzz::Grammar::properties);
  const double parse = executions_a_second(inputs, [](const std::string& input) {
    Nothing nothing;
    (void)nlohmann::json::sax_parse(input, &nothing);
  });
  // The mock's check stands for somebody's validator: it shares no code with the judge.
  const mock::PropertyRules rules;
  const mock::PropertyCheck check(rules, {});
  fuzz::Differential differential(
      fuzz::properties_validator([&](std::string_view text) { return check(true, text) == mock::Defect::none; }),
      std::cerr, {});
  const double validate = executions_a_second(inputs, [&](const std::string& input) { (void)differential(input); });
  std::cout << "sax_parse alone: " << parse << " executions/s\nvalidator and contract: " << validate
            << " executions/s, " << 100 * validate / parse << " %\n";
}
