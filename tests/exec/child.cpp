// SPDX-License-Identifier: MIT
#include <createproduct/exec/child.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

using namespace createproduct;
using namespace std::chrono_literals;
using Transport = judge::Answer::Transport;

namespace {

const std::string greet = "read -r line; echo '{\"type\":\"hello\",\"protocol\":1}';";

/// Shell text that reads requests and does `reaction` for each, with its id in $id and its query in $query.
std::string for_each_request(const std::string& reaction) {
  return "while read -r line; do id=${line#*'\"id\":'}; id=${id%%,*}; query=${line#*'\"query\":\"'}; query=${query%%'\"'*};" +
         reaction + "\ndone";
}

const std::string answer = "echo '{\"type\":\"answer\",\"id\":'$id',\"body\":\"'$query'\"}'";

exec::ChildOptions options(const std::string& command, std::chrono::milliseconds timeout = 10s) {
  exec::ChildOptions out;
  out.command = command;
  out.answer_timeout = timeout;
  return out;
}

judge::Answer ask(exec::Child& child, const std::string& query) { return child({"GET", query, ""}); }

}  // namespace

TEST_CASE("a child answers one request after the other, in one life") {
  exec::Child child(options(greet + for_each_request(answer)));
  CHECK(child.starts() == 0);
  for (int i = 0; i < 20; ++i) {
    const judge::Answer got = ask(child, "q" + std::to_string(i));
    CHECK(got == judge::Answer{Transport::answered, 200, "q" + std::to_string(i), "", 0});
  }
  CHECK(child.starts() == 1);
}

TEST_CASE("a request larger than any pipe arrives") {
  exec::Child child(options(greet + for_each_request("echo '{\"type\":\"answer\",\"id\":'$id',\"body\":\"'${#query}'\"}'")));
  CHECK(ask(child, std::string(1000000, 'a')).body == "1000000");
}

TEST_CASE("a child that dies closes the connection and is started anew") {
  exec::Child child(options(greet + for_each_request("[ $query = die ] && echo last words >&2 && kill -SEGV $$;" + answer)));
  CHECK(ask(child, "a").body == "a");
  const judge::Answer lost = ask(child, "die");
  CHECK(lost.transport == Transport::closed);
  CHECK(lost.detail ==
        "the command was ended by signal 11 (Segmentation fault) before it answered; its standard error ends with: last words");
  CHECK(ask(child, "b").body == "b");
  CHECK(child.starts() == 2);
  CHECK(child.failure().empty());
}

TEST_CASE("a command that cannot be started is unreachable, each time") {
  exec::Child child(options("there-is-no-such-program"));
  for (int i = 0; i < 2; ++i) {
    const judge::Answer got = ask(child, "a");
    CHECK(got.transport == Transport::unreachable);
    CHECK(got.detail.find("exited with status 127 before it greeted; its standard error ends with: ") != std::string::npos);
    CHECK(got.detail.find("there-is-no-such-program: not found") != std::string::npos);
  }
}

TEST_CASE("a command that does not greet is unreachable, and is not waited for again") {
  exec::ChildOptions silent = options("sleep 100");
  silent.start_timeout = 50ms;
  exec::Child child(silent);
  for (int i = 0; i < 2; ++i) {
    const judge::Answer got = ask(child, "a");
    CHECK(got.transport == Transport::unreachable);
    CHECK(got.detail == "the command did not greet within 50 ms");
  }
  CHECK(child.starts() == 1);
  CHECK(child.failure() == "the command did not greet within 50 ms");
}

TEST_CASE("a late answer is no answer, and disturbs no other one") {
  exec::Child child(options(greet + for_each_request("[ $query = slow ] && sleep 0.3;" + answer), 200ms));
  CHECK(ask(child, "a").body == "a");
  const judge::Answer slow = ask(child, "slow");
  CHECK(slow.transport == Transport::timed_out);
  CHECK(slow.detail == "no answer within 200 ms");
  CHECK(ask(child, "b").body == "b");
  CHECK(child.starts() == 1);
}

TEST_CASE("a child that hangs is killed and started anew, and the next request is answered") {
  exec::Child child(options(greet + for_each_request("[ $query = hang ] && sleep 100;" + answer), 1s));
  child.limit_wait(300ms);
  CHECK(ask(child, "hang").transport == Transport::timed_out);
  CHECK(ask(child, "b").body == "b");
  CHECK(child.starts() == 2);
  child.limit_wait(0ms);
  CHECK(ask(child, "hang").detail == "no answer within 1000 ms");
}

TEST_CASE("a child that reads nothing times out") {
  exec::Child child(options(greet + "sleep 100", 100ms));
  CHECK(ask(child, std::string(1000000, 'a')).transport == Transport::timed_out);
}

TEST_CASE("what is no message on standard output ends all, with the line and the reason") {
  const auto failure = [](const std::string& command) {
    exec::Child child(options(command));
    const judge::Answer first = ask(child, "a");
    CHECK((first.transport == Transport::malformed || first.transport == Transport::unreachable));
    const judge::Answer next = ask(child, "b");
    CHECK(next.transport == Transport::unreachable);
    CHECK(next.detail == child.failure());
    CHECK(child.starts() == 1);
    return child.failure();
  };
  const std::string advice = "; standard output is for messages, logs belong to standard error";
  CHECK(failure("echo Listening;" + greet + for_each_request(answer)) ==
        "line 1 of the command's standard output (Listening) is no message of the protocol: it is not JSON" + advice);
  CHECK(failure(greet + for_each_request("echo got $id;" + answer)) ==
        "line 2 of the command's standard output (got 1) is no message of the protocol: it is not JSON" + advice);
  CHECK(failure(greet + greet + "sleep 100").find("is a second greeting") != std::string::npos);
  CHECK(failure("echo '{\"type\":\"answer\",\"id\":1,\"body\":\"\"}'; sleep 100").find("comes before the greeting") !=
        std::string::npos);
  CHECK(failure(greet + for_each_request("id=99;" + answer)).find("answers no request") != std::string::npos);
  CHECK(failure("read -r line; echo '{\"type\":\"hello\",\"protocol\":2}'; sleep 100") ==
        "the command speaks version 2 of the protocol, this program version 1" + advice);
  CHECK(failure("while echo flood; do :; done").find("line 1 of the command's standard output (flood)") == 0);
  CHECK(failure("head -c 5000000 /dev/zero; sleep 100")
            .find("line 1 of the command's standard output is longer than 4194304 bytes") == 0);
}

TEST_CASE("a second answer to the same request ends all") {
  exec::Child child(options(greet + for_each_request(answer + ";" + answer)));
  CHECK(ask(child, "a").body == "a");
  CHECK(ask(child, "b").transport != Transport::answered);
  CHECK(child.failure().find("line 3 of the command's standard output") == 0);
  CHECK(child.failure().find("answers no request") != std::string::npos);
}

TEST_CASE("an answer of one huge line is too large and costs the child its life") {
  exec::ChildOptions small = options(greet + for_each_request("[ $query = huge ] && head -c 20000 /dev/zero;" + answer));
  small.longest_line = 10000;
  exec::Child child(small);
  CHECK(ask(child, "a").body == "a");
  const judge::Answer huge = ask(child, "huge");
  CHECK(huge.transport == Transport::too_large);
  CHECK(huge.detail == "line 3 of the command's standard output is longer than 10000 bytes");
  CHECK(ask(child, "b").body == "b");
  CHECK(child.starts() == 2);
}

TEST_CASE("standard error may be flooded") {
  exec::Child child(options(greet + for_each_request("head -c 1000000 /dev/zero >&2;" + answer)));
  for (int i = 0; i < 3; ++i) CHECK(ask(child, "a").body == "a");
}

TEST_CASE("requests of several threads are told apart, whatever the order of their answers") {
  // Answers come in pairs, the later one first.
  exec::Child child(options("read -r line; echo '{\"type\":\"hello\",\"protocol\":1,\"parallel\":2}';" +
                            for_each_request("if [ -z \"$held\" ]; then held=$id; was=$query; else " + answer +
                                             "; echo '{\"type\":\"answer\",\"id\":'$held',\"body\":\"'$was'\"}'; held=; fi")));
  // The first request learns how many may be under way, so it must not wait for a second one.
  std::vector<std::thread> threads;
  std::vector<int> wrong(2);
  for (std::size_t i = 0; i < 2; ++i)
    threads.emplace_back([&, i] {
      for (int n = 0; n < 50; ++n) {
        const std::string query = std::to_string(i) + "n" + std::to_string(n);
        if (ask(child, query).body != query) ++wrong[i];
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>{0, 0});
  CHECK(child.starts() == 1);
}

TEST_CASE("a child for one request at a time gets no two") {
  exec::Child child(options(greet + for_each_request(answer)));
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (std::size_t i = 0; i < wrong.size(); ++i)
    threads.emplace_back([&, i] {
      for (int n = 0; n < 25; ++n) {
        const std::string query = std::to_string(i) + "n" + std::to_string(n);
        if (ask(child, query).body != query) ++wrong[i];
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(4));
}
