// SPDX-License-Identifier: MIT
//
// How many requests a second go over one connection, beside what wrk gets out of the same server in the same run.
//
//   http_throughput [URL]
//
// Without a URL a mock is started in a child process. A URL must point to this machine: a benchmark creates products by
// the hundred thousand. The certificate of an https URL is not verified.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <createproduct/http/endpoint.hpp>
#include <createproduct/http/mock_server.hpp>
#include <createproduct/http/tls_context.hpp>
#include <createproduct/mock/service.hpp>
#include <createproduct/suite/run.hpp>
#include <createproduct/suite/target.hpp>
#include <createproduct/wire/form.hpp>

using namespace createproduct;

namespace {

constexpr int rounds = 5;
constexpr int seconds_each = 1;

/// Gives up: the figures would mean nothing.
[[noreturn]] void fail(const std::string& why) {
  std::fprintf(stderr, "http_throughput: %s\n", why.c_str());
  std::exit(3);
}

wire::RawRequest creation_of(std::string name) {
  wire::RawRequest request;
  request.add("Action", "CreateProduct").add("productName", std::move(name));
  request.add("productProperties", R"({"productDescription":"desc","encryptionType":"1","region":"gz"})");
  request.add("Region", "gz").add("Timestamp", "1465185768").add("Nonce", "11886");
  return request;
}

/// Requests a second of a target that is sent what `next` makes, one after the other.
double rate_of(const suite::Send& send, const std::function<wire::WireRequest()>& next) {
  const auto begin = http::Clock::now();
  const auto end = begin + std::chrono::seconds(seconds_each);
  std::size_t requests = 0;
  for (; http::Clock::now() < end; ++requests) {
    const judge::Answer answer = send(next());
    if (answer.transport != judge::Answer::Transport::answered) fail("no answer: " + answer.detail);
  }
  return static_cast<double>(requests) / std::chrono::duration<double>(http::Clock::now() - begin).count();
}

/// Requests a second of standard runs, over and over with new salts, until the round is over. Races and
/// the wait before names are created again are left out: neither is about one connection's speed.
double rate_of_suite(const suite::Send& send) {
  static std::uint64_t run = 0;
  const auto begin = http::Clock::now();
  std::size_t requests = 0;
  for (;;) {
    suite::Means means;
    means.send = send;
    means.sleep = [](std::chrono::milliseconds) {};
    suite::Options options;
    options.budget = suite::Budget::standard;
    options.salt = "bench";
    for (std::uint64_t rest = ++run; rest != 0; rest /= 26) options.salt.push_back(static_cast<char>('a' + rest % 26));
    const suite::RunFinished result = suite::run(means, options, {});
    if (result.exit_code != 0) fail("the run ended with " + std::to_string(result.exit_code) + ": " + result.reason);
    requests += result.requests;
    const std::chrono::duration<double> elapsed = http::Clock::now() - begin;
    if (elapsed.count() >= seconds_each) return static_cast<double>(requests) / elapsed.count();
  }
}

/// What a program writes to its standard output, or nothing when it cannot be started or fails.
std::optional<std::string> output_of(std::vector<std::string> arguments) {
  int ends[2];
  if (::pipe(ends) != 0) return std::nullopt;
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  ::posix_spawn_file_actions_addclose(&actions, ends[0]);
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  pid_t child = 0;
  const int failure = ::posix_spawnp(&child, pointers[0], &actions, nullptr, pointers.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  std::string text;
  std::array<char, 4096> chunk{};
  for (ssize_t got = 1; failure == 0 && got > 0;) {
    got = ::read(ends[0], chunk.data(), chunk.size());
    if (got > 0) text.append(chunk.data(), static_cast<std::size_t>(got));
  }
  ::close(ends[0]);
  int status = -1;
  if (failure == 0) ::waitpid(child, &status, 0);
  return status == 0 ? std::optional(text) : std::nullopt;
}

/// Requests a second by wrk's own account; 0 without wrk.
double rate_of_wrk(const std::string& url) {
  const std::optional<std::string> text =
      output_of({"wrk", "-t1", "-c1", "-d" + std::to_string(seconds_each) + "s", url});
  if (!text) return 0;
  if (text->find("Socket errors") != std::string::npos || text->find("Non-2xx") != std::string::npos)
    fail("wrk saw errors:\n" + *text);
  constexpr std::string_view field = "Requests/sec:";
  const std::size_t found = text->find(field);
  return found == std::string::npos ? 0 : std::atof(text->c_str() + found + field.size());
}

/// A mock without quota in a process of its own, which ends with the life of this object.
class ChildMock {
 public:
  ChildMock() {
    int to_child[2];
    int from_child[2];
    if (::pipe(to_child) != 0 || ::pipe(from_child) != 0) fail("no pipe");
    child_ = ::fork();
    if (child_ < 0) fail("no child process");
    if (child_ == 0) {
      ::close(to_child[1]);
      ::close(from_child[0]);
      serve(to_child[0], from_child[1]);
    }
    ::close(to_child[0]);
    ::close(from_child[1]);
    lifeline_ = to_child[1];
    if (::read(from_child[0], &port_, sizeof port_) != sizeof port_) fail("the mock did not start");
    ::close(from_child[0]);
  }
  ChildMock(const ChildMock&) = delete;
  ChildMock& operator=(const ChildMock&) = delete;
  ~ChildMock() {
    ::close(lifeline_);
    ::waitpid(child_, nullptr, 0);
  }

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  /// Serves until the other end of `lifeline` is closed, by the parent or by its death.
  [[noreturn]] static void serve(int lifeline, int report) {
    mock::Configuration configuration;
    configuration.quota = 1'000'000'000;
    mock::Service service(std::move(configuration));
    const Result<http::MockServer> server = http::MockServer::start(service);
    const int port = server ? server->port() : 0;
    if (!server || ::write(report, &port, sizeof port) != sizeof port) std::_Exit(1);
    char byte = 0;
    while (::read(lifeline, &byte, 1) > 0) {
    }
    std::_Exit(0);
  }

  pid_t child_ = -1;
  int lifeline_ = -1;
  int port_ = 0;
};

struct Contestant {
  std::string name;
  std::function<double()> rate;
  std::vector<double> rates;  ///< of all rounds, sorted
};

void measure(std::vector<Contestant>& contestants) {
  for (int round = 0; round < rounds; ++round)  // in turn, so that a busy moment of the machine hits all alike
    for (Contestant& contestant : contestants) contestant.rates.push_back(contestant.rate());
  for (Contestant& contestant : contestants) std::ranges::sort(contestant.rates);
}

void print(const std::vector<Contestant>& contestants) {
  const double yardstick = contestants.front().rates[rounds / 2];
  std::printf("one connection; median (least .. most) of %d rounds of %d s, the contestants in turn\n", rounds,
              seconds_each);
  std::printf("%-44s %10s %21s %8s\n", "", "requests/s", "", "x wrk");
  for (const Contestant& contestant : contestants) {
    const double median = contestant.rates[rounds / 2];
    std::printf("%-44s %10.0f  (%7.0f .. %7.0f) ", contestant.name.c_str(), median, contestant.rates.front(),
                contestant.rates.back());
    if (yardstick > 0)
      std::printf("%8.2f\n", median / yardstick);
    else
      std::printf("%8s\n", "-");
  }
  if (yardstick == 0) std::printf("wrk is not installed or failed, so there is nothing to compare with\n");
}

bool is_loopback(const std::string& host) { return host == "localhost" || host == "::1" || host.starts_with("127."); }

}  // namespace

int main(int argc, char** argv) {
  if (argc > 2) {
    std::fprintf(stderr, "usage: %s [URL]\n", argv[0]);
    return 2;
  }
  std::optional<ChildMock> mock;
  if (argc == 1) mock.emplace();
  http::TlsOptions tls;
  tls.insecure = true;
  http::EndpointOptions options;
  options.tls = *http::TlsContext::for_client(tls);
  Result<http::Endpoint> opened = http::Endpoint::open(mock ? mock->url() : argv[1], options);
  if (!opened) {
    std::fprintf(stderr, "%s\n", opened.error().text().c_str());
    return 2;
  }
  http::Endpoint& endpoint = *opened;
  if (!is_loopback(endpoint.url().host)) {
    std::fprintf(stderr, "the URL must point to this machine: localhost, 127.x.x.x or [::1]\n");
    return 2;
  }

  const suite::Send send = suite::send_to(endpoint);
  const std::string salt = std::to_string(http::Clock::now().time_since_epoch().count() % 1'000'000'000);
  const wire::WireRequest same = wire::encode(creation_of("same" + salt));
  const auto same_one = [&] { return same; };
  std::size_t names = 0;
  const auto new_name = [&] { return wire::encode(creation_of(salt + ":" + std::to_string(names++))); };
  std::vector<Contestant> contestants{
      {"wrk -t1 -c1, the same request", [&] { return rate_of_wrk(endpoint.url().text() + "?" + same.query); }, {}},
      {"Endpoint, the same request", [&] { return rate_of(send, same_one); }, {}},
      {"Endpoint, a new name each, built and encoded", [&] { return rate_of(send, new_name); }, {}},
      {"the suite, every answer judged", [&] { return rate_of_suite(send); }, {}},
  };
  std::printf("server: %s%s\n", endpoint.url().text().c_str(), mock ? " (mock in a process of its own)" : "");
  measure(contestants);
  print(contestants);
  std::printf("Endpoint: %zu requests over %zu connections\n", endpoint.requests(), endpoint.connections());
  return 0;
}
