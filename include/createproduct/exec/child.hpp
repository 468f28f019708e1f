// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <poll.h>
#include <unistd.h>

#include <createproduct/exec/process.hpp>
#include <createproduct/exec/protocol.hpp>
#include <createproduct/judge/answer.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::exec {

/// How a child process is run and talked to.
struct ChildOptions {
  std::string command;                             ///< for /bin/sh
  std::chrono::milliseconds answer_timeout{5000};  ///< from the request to its answer
  std::chrono::milliseconds start_timeout{20000};  ///< from the start to the greeting
  std::size_t longest_line = 4U << 20U;            ///< bytes, in standard output
};

/// A target that runs a command and exchanges messages with it over its standard streams, see protocol.hpp. The command
/// is started by the first request. When it dies, the requests under way count as `closed`, and the next one starts it
/// anew; a request that it does not answer in time has `timed_out`, and if the answer is not there after the same time
/// again, the command is killed and started anew. A line that is too long makes an answer `too_large`, and the command
/// is killed. Whatever else appears on its standard output ends all: from then on it is `unreachable`.
///
/// For any number of threads; the command gets as many requests at a time as its greeting allows.
class Child {
 public:
  /// Starts nothing yet.
  explicit Child(ChildOptions options) : options_(std::move(options)), wait_(options_.answer_timeout) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { process_.end(grace); }

  /// Sends one request and waits for its answer, or for the time to run out. What went wrong is in the answer's
  /// transport and detail.
  judge::Answer operator()(const wire::WireRequest& request) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.empty() || waiting_.size() < parallel_; });
    if (waiting_.empty() && !late_.empty()) settle_late();
    if (!process_.is_open() && failure_.empty()) begin();
    if (!failure_.empty()) return {Transport::unreachable, 0, {}, failure_, 0};
    if (!process_.is_open()) return {Transport::unreachable, 0, {}, std::exchange(ended_, {}), 0};

    const std::uint64_t id = ++last_id_;
    std::optional<judge::Answer>& answer = waiting_[id];
    outgoing_ += request_message(id, request) + "\n";
    write_some();
    const auto deadline = Clock::now() + wait_;
    while (!answer) {
      if (Clock::now() >= deadline) {
        answer = judge::Answer{Transport::timed_out, 0, {},
                               "no answer within " + std::to_string(wait_.count()) + " ms", 0};
        late_.insert(id);
      } else if (std::exchange(polling_, true)) {
        changed_.wait_until(lock, deadline);
        continue;
      } else {
        poll_once(deadline, &lock);
        polling_ = false;
      }
      changed_.notify_all();
    }
    judge::Answer out = *std::move(answer);
    waiting_.erase(id);
    changed_.notify_all();
    return out;
  }

  /// Waits so long for an answer from now on; 0 for the time in the options.
  void limit_wait(std::chrono::milliseconds limit) {
    const std::scoped_lock lock(mutex_);
    wait_ = limit.count() == 0 ? options_.answer_timeout : std::min(limit, options_.answer_timeout);
  }

  /// How many times the command was started.
  [[nodiscard]] std::size_t starts() const {
    const std::scoped_lock lock(mutex_);
    return starts_;
  }

  /// Why nothing further can be learnt from the command, or an empty text: it does not keep the protocol, or never greeted
  /// in time.
  [[nodiscard]] std::string failure() const {
    const std::scoped_lock lock(mutex_);
    return failure_;
  }

 private:
  using Clock = std::chrono::steady_clock;
  using Transport = judge::Answer::Transport;

  static constexpr std::chrono::milliseconds grace{500};  ///< to end by itself once its input or output has ended
  static constexpr std::size_t most_errors = 300;         ///< bytes of standard error kept
  static constexpr std::size_t quoted_of_line = 80;       ///< bytes of an offending line

  /// Starts the command and waits for its greeting; without success process_ is not open, and ended_ says why.
  void begin() {
    Result<Process> started = Process::start(options_.command);
    if (!started) {
      ended_ = started.error().text();
      return;
    }
    process_ = *std::move(started);
    incoming_.clear();
    outgoing_ = kit_hello() + "\n";
    lines_ = 0;
    greeted_ = false;
    late_.clear();
    ++starts_;
    write_some();
    const auto deadline = Clock::now() + options_.start_timeout;
    while (process_.is_open() && !greeted_ && Clock::now() < deadline) poll_once(deadline, nullptr);
    if (greeted_ || !process_.is_open()) return;
    stop(Transport::closed, "the command did not greet within " + std::to_string(options_.start_timeout.count()) + " ms");
    if (!ever_greeted_) failure_ = ended_;  // another start would only take as long
  }

  /// Waits for answers that nobody waits for any more, lest a slow command be taken for one that hangs.
  void settle_late() {
    const auto deadline = Clock::now() + wait_;
    while (process_.is_open() && !late_.empty() && Clock::now() < deadline) poll_once(deadline, nullptr);
    if (process_.is_open() && !late_.empty()) {
      process_.end(std::chrono::milliseconds(0));
      stop(Transport::closed, "the command hung and was killed");
    }
  }

  /// Waits until something can be read or written, or for a while, and does that. The lock is free while it waits.
  void poll_once(Clock::time_point deadline, std::unique_lock<std::mutex>* lock) {
    std::array<pollfd, 3> files{{{process_.out.number(), POLLIN, 0},
                                 {process_.err.number(), POLLIN, 0},
                                 {outgoing_.empty() ? -1 : process_.in.number(), POLLOUT, 0}}};
    // Another thread may have something to write in the meantime.
    const std::chrono::milliseconds most(lock != nullptr && parallel_ > 1 ? 20 : 1000);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (lock != nullptr) lock->unlock();
    ::poll(files.data(), files.size(), static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, most.count())));
    if (lock != nullptr) lock->lock();
    if (files[1].revents != 0) read_errors();
    if (files[2].revents != 0) write_some();
    if (files[0].revents != 0) read_lines();
  }

  void write_some() {
    const WithoutSigpipe guard;
    while (!outgoing_.empty()) {
      const ssize_t count = ::write(process_.in.number(), outgoing_.data(), outgoing_.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0 && errno != EAGAIN) outgoing_.clear();  // it reads no more; its end shows in its output
      if (count < 0) return;
      outgoing_.erase(0, static_cast<std::size_t>(count));
    }
  }

  /// Whether there was something.
  bool read_errors() {
    std::array<char, 65536> buffer;
    const ssize_t count = ::read(process_.err.number(), buffer.data(), buffer.size());
    if (count == 0) process_.err.close();
    if (count <= 0) return false;
    errors_.append(buffer.data(), static_cast<std::size_t>(count));
    if (errors_.size() > most_errors) errors_.erase(0, errors_.size() - most_errors);
    return true;
  }

  void read_lines() {
    std::array<char, 65536> buffer;
    const ssize_t count = ::read(process_.out.number(), buffer.data(), buffer.size());
    if (count < 0) return;
    if (count == 0) {
      const std::string how = "the command " + process_.end(grace);
      return stop(Transport::closed, how + (greeted_ ? " before it answered" : " before it greeted"));
    }
    const std::size_t seen = incoming_.size();
    incoming_.append(buffer.data(), static_cast<std::size_t>(count));
    std::size_t begin = 0;
    for (std::size_t end = incoming_.find('\n', seen); end != incoming_.npos; end = incoming_.find('\n', begin)) {
      ++lines_;
      if (end - begin > options_.longest_line) return too_long();
      take(std::string_view(incoming_).substr(begin, end - begin));
      if (!process_.is_open()) return;
      begin = end + 1;
    }
    incoming_.erase(0, begin);
    if (incoming_.size() <= options_.longest_line) return;
    ++lines_;
    too_long();
  }

  void too_long() {
    const std::string what = "line " + std::to_string(lines_) + " of the command's standard output is longer than " +
                             std::to_string(options_.longest_line) + " bytes";
    if (waiting_.empty()) return fail(what);
    stop(Transport::too_large, what);
  }

  /// One line of standard output.
  void take(std::string_view line) {
    Result<std::variant<Hello, Reply>> message = read_child_message(line);
    if (!message) return fail(offence(line) + " is no message of the protocol: " + message.error().text());
    if (const auto* hello = std::get_if<Hello>(&*message)) {
      if (hello->protocol != protocol_version)
        return fail("the command speaks version " + std::to_string(hello->protocol) +
                    " of the protocol, this program version " + std::to_string(protocol_version));
      if (std::exchange(greeted_, true)) return fail(offence(line) + " is a second greeting");
      ever_greeted_ = true;
      parallel_ = hello->parallel;
      return;
    }
    Reply& reply = std::get<Reply>(*message);
    if (!greeted_) return fail(offence(line) + " comes before the greeting");
    const auto waiting = waiting_.find(reply.id);
    if (late_.erase(reply.id) != 0) return;
    if (waiting == waiting_.end() || waiting->second) return fail(offence(line) + " answers no request");
    waiting->second = std::move(reply.answer);
    changed_.notify_all();
  }

  /// The line that does not belong, for a message.
  [[nodiscard]] std::string offence(std::string_view line) const {
    std::string quoted(line.substr(0, quoted_of_line));
    if (line.size() > quoted_of_line) quoted += "...";
    return "line " + std::to_string(lines_) + " of the command's standard output (" + quoted + ")";
  }

  /// The command does not keep the protocol: nothing can be learnt from it any more.
  void fail(const std::string& why) {
    stop(Transport::malformed, why + "; standard output is for messages, logs belong to standard error");
    failure_ = ended_;
  }

  /// Ends the command; all requests under way get `transport` for an answer.
  void stop(Transport transport, const std::string& why) {
    process_.end(std::chrono::milliseconds(0));
    while (process_.err.is_open() && read_errors()) {}
    process_ = Process();
    outgoing_.clear();
    late_.clear();
    ended_ = why;
    if (const std::size_t end = errors_.find_last_not_of("\r\n"); end != errors_.npos)
      ended_ += "; its standard error ends with: " + errors_.substr(0, end + 1);
    errors_.clear();
    for (auto& [id, answer] : waiting_)
      if (!answer) answer = judge::Answer{transport, 0, {}, ended_, 0};
    changed_.notify_all();
  }

  const ChildOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;  ///< an answer came, a place became free, or nobody polls
  Process process_;
  std::map<std::uint64_t, std::optional<judge::Answer>> waiting_;  ///< by id of the request
  std::set<std::uint64_t> late_;  ///< requests that timed out and may still be answered
  std::chrono::milliseconds wait_;
  std::string outgoing_;
  std::string incoming_;
  std::string errors_;   ///< the end of what this life has written to standard error
  std::string ended_;    ///< why the command is not running
  std::string failure_;  ///< why it will not be started any more
  std::uint64_t last_id_ = 0;
  std::size_t lines_ = 0;  ///< read from standard output in this life
  std::size_t parallel_ = 1;
  std::size_t starts_ = 0;
  bool greeted_ = false;       ///< in this life
  bool ever_greeted_ = false;  ///< in this life or one before it
  bool polling_ = false;  ///< some thread waits for the command on behalf of all
};

}  // namespace createproduct::exec
