// SPDX-License-Identifier: MIT
// How fast recorded traffic is judged from NDJSON, and in how much memory: 10^4, 10^5 and 10^7 exchanges (or as many as
// the arguments say) of two accounts, over the same names. Each in a process of its own, for the memory is that of its
// process at its peak.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <istream>
#include <streambuf>
#include <string>
#include <utility>
#include <vector>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <createproduct/report/transcript_reader.hpp>
#include <createproduct/suite/traffic.hpp>

namespace {

using namespace createproduct;

constexpr std::size_t names = 10'000;

/// A transcript of `count` exchanges, made as it is read: names are created and from then on refused as existing, and
/// every fourth request has a defect.
class Traffic : public std::streambuf {
 public:
  explicit Traffic(std::size_t count) : left_(count) {
    text_ = "{\"transcript\":1}\n";
    show();
  }

  std::size_t bytes = 0;

 protected:
  int_type underflow() override {
    text_.clear();
    for (; left_ > 0 && text_.size() < 65536; --left_) append();
    if (text_.empty()) return traits_type::eof();
    show();
    return traits_type::to_int_type(*gptr());
  }

 private:
  void show() {
    bytes += text_.size();
    setg(text_.data(), text_.data(), text_.data() + text_.size());
  }

  void append() {
    const std::size_t i = done_++;
    const std::size_t which = i % names;
    const bool invalid = i % 4 == 3;
    const std::string number = std::to_string(which);
    char times[96];
    const double start = 1.7e9 + static_cast<double>(i) * 0.01;
    std::snprintf(times, sizeof times, R"("start":%.3f,"end":%.3f,)", start, start + 0.025);
    text_ += "{";
    text_ += times;
    text_ += i % 2 == 0 ? R"("account":"first",)" : R"("account":"second",)";
    text_ +=
        R"("method":"GET","query":"Action=CreateProduct&productName=device-)" + number + (invalid ? "." : "") +
        R"(&productProperties=%7B%22productDescription%22%3A%22desc%22%2C%22region%22%3A%22gz%22%7D","status":200,"answer":)";
    if (invalid)
      text_ += R"("{\"code\":4000,\"message\":\"(1101)invalid parameter\",\"codeDesc\":\"InvalidParameter\"}"})";
    else if (i < names)
      text_ += R"("{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\",\"productName\":\"device-)" + number +
               R"(\",\"productID\":\"ID)" + number + R"(\"}"})";
    else
      text_ += R"("{\"code\":4000,\"message\":\"(1001)product exists\",\"codeDesc\":\"InvalidParameter\"}"})";
    text_ += "\n";
  }

  std::size_t left_;
  std::size_t done_ = 0;
  std::string text_;
};

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// The time that making the text takes, and nothing else.
double making(std::size_t count) {
  const double begin = processor_seconds();
  Traffic traffic(count);
  std::istream in(&traffic);
  std::vector<char> buffer(65536);
  while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0) {
  }
  return processor_seconds() - begin;
}

int measure(std::size_t count) {
  const double made = making(count);
  const double begin = processor_seconds();
  Traffic traffic(count);
  std::istream in(&traffic);
  suite::TrafficJudge judge({}, {});
  std::size_t bad = 0;
  report::RecordingSink sink;
  sink.take = [&judge](suite::Recorded&& recorded) { judge.take(std::move(recorded)); };
  sink.bad = [&bad](const std::string&, const std::string&) { ++bad; };
  report::TranscriptReader(sink, false).read(in);
  const suite::RunFinished result = judge.finish();
  const double seconds = processor_seconds() - begin - made;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  if (bad != 0 || result.exit_code != 0 || result.requests != count) {
    std::printf("unexpected: %zu bad lines, exit code %d, %zu judged\n", bad, result.exit_code, result.requests);
    return 1;
  }
  std::printf("%10zu exchanges %10.0f a second %8.2f us each %8.1f MiB at the peak %6zu bytes a line\n", count,
              static_cast<double>(count) / seconds, seconds / static_cast<double>(count) * 1e6,
              static_cast<double>(usage.ru_maxrss) / 1024, traffic.bytes / count);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::size_t> counts;
  for (int i = 1; i < argc; ++i) counts.push_back(std::strtoull(argv[i], nullptr, 10));
  if (counts.empty()) counts = {10'000, 100'000, 10'000'000};
  std::printf("one core, by processor time, less the time to make the lines; %zu names\n", names);
  std::fflush(stdout);
  for (const std::size_t count : counts) {
    const pid_t child = fork();
    if (child == 0) {
      const int status = measure(count);
      std::fflush(stdout);
      _exit(status);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return 1;
  }
  return 0;
}
