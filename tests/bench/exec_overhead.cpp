// SPDX-License-Identifier: MIT
//
// What it costs to ask a child process: wall time of one case, from the request to its answer, with a child that does
// nothing but take the message apart and put one together, beside the same answer by a call.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

#include <createproduct/exec/adapter.hpp>
#include <createproduct/exec/child.hpp>
#include <createproduct/report/curl.hpp>
#include <createproduct/suite/target.hpp>

using namespace createproduct;

namespace {

constexpr std::size_t rounds = 5;
constexpr int requests_each = 20000;

const wire::WireRequest request{
    "GET",
    "Action=CreateProduct&productName=benchaaaaaaaaaaaaaaa&productProperties=%7B%22productDescription%22%3A%22lamp%22%2C"
    "%22encryptionType%22%3A%221%22%2C%22region%22%3A%22gz%22%2C%22productType%22%3A0%7D",
    ""};

std::string answer(const wire::WireRequest&) {
  return R"({"code":0,"message":"","codeDesc":"Success","productName":"benchaaaaaaaaaaaaaaa","productID":"ABCDEFGHIJ"})";
}

/// The median microseconds that a request takes, in wall time.
double microseconds(const suite::Send& send) {
  std::array<double, rounds> each{};
  for (double& one : each) {
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < requests_each; ++i)
      if (send(request).transport != judge::Answer::Transport::answered) return -1;
    one = std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count() / requests_each;
  }
  std::sort(each.begin(), each.end());
  return each[rounds / 2];
}

}  // namespace

int main(int argc, char** argv) {
  auto target = answer;
  if (argc > 1 && std::string_view(argv[1]) == "child") {
    std::ios::sync_with_stdio(false);
    return exec::serve(target, std::cin, std::cout) ? 0 : 1;
  }
  exec::ChildOptions options;
  options.command = "exec " + report::shell_quoted(argv[0]) + " child";
  exec::Child child(options);
  const double spawned = microseconds(suite::send_to(child));
  const double called = microseconds(suite::send_to(target));
  if (spawned < 0) {
    std::printf("the child failed: %s\n", child.failure().c_str());
    return 1;
  }
  std::printf("a case through a child process: %.1f us (a call: %.2f us; %d cases, median of %zu)\n", spawned, called,
              requests_each, rounds);
  return 0;
}
