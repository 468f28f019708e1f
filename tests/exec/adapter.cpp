// SPDX-License-Identifier: MIT
#include <createproduct/exec/adapter.hpp>

#include <atomic>
#include <sstream>
#include <string>
#include <thread>

#include <doctest/doctest.h>

using namespace createproduct;

namespace {

std::string requests(int count) {
  std::string out = exec::kit_hello() + "\n";
  for (int i = 1; i <= count; ++i)
    out += exec::request_message(static_cast<std::uint64_t>(i), {"GET", "q" + std::to_string(i), ""}) + "\n";
  return out;
}

}  // namespace

TEST_CASE("an adapter greets and answers each request") {
  auto echo = [](const wire::WireRequest& request) { return request.query; };
  std::istringstream in(requests(2));
  std::ostringstream out;
  const Result<std::size_t> answered = exec::serve(echo, in, out);
  REQUIRE(answered);
  CHECK(*answered == 2);
  CHECK(out.str() == "{\"type\":\"hello\",\"protocol\":1}\n{\"type\":\"answer\",\"id\":1,\"body\":\"q1\"}\n"
                     "{\"type\":\"answer\",\"id\":2,\"body\":\"q2\"}\n");
}

TEST_CASE("an adapter for several threads has several requests under way") {
  std::atomic<int> inside{0};
  std::atomic<bool> met{false};
  auto meet = [&](const wire::WireRequest&) {
    ++inside;
    for (int i = 0; i < 10000 && !met; ++i) {
      if (inside >= 2) met = true;
      std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    --inside;
    return std::string();
  };
  std::istringstream in(requests(4));
  std::ostringstream out;
  const Result<std::size_t> answered = exec::serve(meet, in, out, 2);
  REQUIRE(answered);
  CHECK(*answered == 4);
  CHECK(met);
  CHECK(out.str().starts_with("{\"type\":\"hello\",\"protocol\":1,\"parallel\":2}\n"));
}

TEST_CASE("an adapter that reads does not flush what another thread writes") {
  auto echo = [](const wire::WireRequest& request) { return request.query; };
  std::istringstream in(requests(1));
  std::ostringstream out;
  in.tie(&out);
  REQUIRE(exec::serve(echo, in, out));
  CHECK(in.tie() == nullptr);
}

TEST_CASE("an adapter ends at the first line that it does not understand") {
  auto echo = [](const wire::WireRequest& request) { return request.query; };
  std::istringstream in(requests(1) + "{\"type\":\"request\",\"id\":2}\n" + requests(1));
  std::ostringstream out;
  const Result<std::size_t> answered = exec::serve(echo, in, out);
  REQUIRE(!answered);
  CHECK(answered.error().text() == "line 3: method: it is missing");

  std::istringstream newer("{\"type\":\"hello\",\"protocol\":2,\"kit\":\"9\"}\n");
  const Result<std::size_t> refused = exec::serve(echo, newer, out);
  REQUIRE(!refused);
  CHECK(refused.error().text() == "line 1: the protocol of the other side has version 2, this one 1");
}

TEST_CASE("an adapter says when its answers go nowhere") {
  auto echo = [](const wire::WireRequest& request) { return request.query; };
  std::istringstream in(requests(3));
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  const Result<std::size_t> answered = exec::serve(echo, in, out);
  REQUIRE(!answered);
  CHECK(answered.error().code == Error::Code::unavailable);
}
