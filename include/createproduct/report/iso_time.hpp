// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace createproduct::report {

/// Unix time in seconds of an ISO 8601 time such as 2026-01-31T12:00:00.123Z or …+08:00; nothing if it is none.
[[nodiscard]] inline std::optional<double> read_iso_time(std::string_view text) {
  const auto number = [&text](std::size_t digits) -> int {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
  };
  const auto mark = [&text](std::string_view any) {
    if (text.empty() || any.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
  };
  const int year = number(4);
  const bool dashed = mark("-");
  const int month = number(2);
  const bool dashed_again = mark("-");
  const int day = number(2);
  const bool parted = mark("Tt ");
  const int hour = number(2);
  const bool colon = mark(":");
  const int minute = number(2);
  const bool colon_again = mark(":");
  const int second = number(2);
  if (!dashed || !dashed_again || !parted || !colon || !colon_again || year < 0 || month < 0 || day < 0 || hour < 0 ||
      hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60)
    return std::nullopt;
  double fraction = 0;
  if (mark(".,"))
    for (double place = 0.1; !text.empty() && text.front() >= '0' && text.front() <= '9'; place /= 10) {
      fraction += place * (text.front() - '0');
      text.remove_prefix(1);
    }
  int offset = 0;
  if (!mark("Zz")) {
    const bool east = mark("+");
    if (!east && !mark("-")) return std::nullopt;
    const int hours = number(2);
    (void)mark(":");
    const int minutes = number(2);
    if (hours < 0 || minutes < 0) return std::nullopt;
    offset = (east ? 1 : -1) * (hours * 60 + minutes);
  }
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || !text.empty()) return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  return static_cast<double>(days) * 86400 + hour * 3600 + (minute - offset) * 60 + second + fraction;
}

/// The time as ISO 8601, in UTC and to the millisecond. Precondition: of a year from 1 to 9999.
[[nodiscard]] inline std::string iso_time(double unix_seconds) {
  const auto whole = std::chrono::floor<std::chrono::seconds>(std::chrono::duration<double>(unix_seconds));
  const int milliseconds = static_cast<int>((unix_seconds - static_cast<double>(whole.count())) * 1000);
  const std::chrono::sys_seconds time{whole};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), milliseconds);
  return text;
}

}  // namespace createproduct::report
