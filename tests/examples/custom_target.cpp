// SPDX-License-Identifier: MIT
#include <iostream>
#include <string>

#include <createproduct/mock.hpp>
#include <createproduct/suite.hpp>

// A target is anything that is called with a request and gives an answer. This one reaches it by a queue, a serial line
// or whatever it may be, and says so when no answer came.
class Line {
 public:
  createproduct::judge::Answer operator()(const createproduct::wire::WireRequest& request) {
    createproduct::judge::Answer answer;
    if (++requests_ == 20) {  // a line may be lost now and then
      answer.transport = createproduct::judge::Answer::Transport::timed_out;
      answer.status = 0;
      answer.detail = "nothing came over the line";
      return answer;
    }
    answer.body = device_.handle(request).body;
    return answer;
  }

 private:
  createproduct::mock::Service device_;  // what is at the other end stands here
  int requests_ = 0;
};

int main() {
  Line line;
  createproduct::suite::Means means;
  means.description = "the device behind the line";
  means.send = createproduct::suite::send_to(line);
  createproduct::suite::Options options;
  options.budget = createproduct::suite::Budget::quick;
  options.salt = "example";

  const createproduct::suite::RunFinished run = createproduct::suite::run(means, options, {});
  std::cout << createproduct::judge::verdict_name(run.verdict) << ", " << run.findings.size() << " clauses broken, "
            << run.unanswered << " request unanswered\n";
  return run.exit_code;
}
