// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include <createproduct/report/finding_text.hpp>
#include <createproduct/suite/events.hpp>

#include "endpoint_target.hpp"

namespace conformance {

/// The command lines for findings of a run of which only a report or a recording is at hand; that tells the target by
/// its description, and may be hostile: all of it is quoted. Empty lines for a target that is none of the program's.
[[nodiscard]] inline createproduct::report::CommandLines commands_for(const createproduct::suite::RunStarted& run) {
  constexpr std::string_view command = "the command ";
  constexpr std::string_view mock = "the built-in mock";
  const std::string& target = run.target;
  createproduct::report::CommandLines out;
  out.salt = run.salt;
  std::string arguments;
  if (target.find("://") != std::string::npos && !target.starts_with(command)) {
    out.url = target;
    arguments = " --endpoint " + argument(target);
  } else if (target.starts_with(command)) {
    out.url.clear();
    arguments = " --exec " + argument(target.substr(command.size()));
  } else if (target.starts_with(mock)) {
    std::string options;
    for (std::size_t at = mock.size() + 1; at < target.size();) {
      const std::size_t end = std::min(target.find(' ', at), target.size());
      if (end != at) options += " " + argument(target.substr(at, end - at));
      at = end + 1;
    }
    out.start = "createproduct-conformance mock --port 8080" + options;
    arguments = " --mock" + options;
  } else {
    out.url.clear();
    return out;
  }
  out.replay = "createproduct-conformance replay" + arguments;
  return out;
}

}  // namespace conformance
