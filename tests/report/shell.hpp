// SPDX-License-Identifier: MIT
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

/// What a stub of curl was given.
struct CurlCall {
  std::vector<std::string> arguments;
  std::string input;
};

/// Runs `script` in bash, in a child process without any startup file, and gives what it printed.
inline std::string bash_output(const std::string& script) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no child");
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    const int null = open("/dev/null", O_RDONLY);
    dup2(null, STDIN_FILENO);
    close(ends[0]);
    close(ends[1]);
    execl("/bin/bash", "bash", "--noprofile", "--norc", "-c", script.c_str(), nullptr);
    _exit(127);
  }
  close(ends[1]);
  std::string output;
  char buffer[4096];
  for (ssize_t got = 0; (got = read(ends[0], buffer, sizeof buffer)) > 0;)
    output.append(buffer, static_cast<std::size_t>(got));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw std::runtime_error("bash failed on: " + script);
  return output;
}

/// Runs a command line in which curl and createproduct-conformance are stubs. The stub of `sign` answers
/// `signed(<arguments, joined by |>)`, so that what it was given shows in what curl was given.
inline CurlCall call_of(const std::string& line) {
  const std::string output = bash_output(
      "createproduct-conformance() { local IFS='|'; printf 'signed(%s)' \"$*\"; }\n"
      "curl() { printf '%s\\0' \"$#\" \"$@\"; [ \"${*/@-/}\" = \"$*\" ] || cat; }\n" +
      line + "\n");
  CurlCall call;
  std::size_t at = output.find('\0') + 1;
  for (int left = std::stoi(output); left > 0; --left) {
    const std::size_t end = output.find('\0', at);
    call.arguments.push_back(output.substr(at, end - at));
    at = end + 1;
  }
  call.input = output.substr(at);
  return call;
}
