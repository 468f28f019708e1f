// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/report.hpp: it is for those who read recordings.

#include <algorithm>
#include <array>
#include <cstddef>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <createproduct/report/curl_reader.hpp>
#include <createproduct/report/har_reader.hpp>
#include <createproduct/report/recorded_url.hpp>
#include <createproduct/report/recording.hpp>
#include <createproduct/report/transcript_reader.hpp>

namespace createproduct::report {

/// The formats that recorded traffic comes in.
enum class RecordingFormat : unsigned char {
  transcript,  ///< the kit's own, see TranscriptReader
  events,      ///< the report of a run, ndjson or json, see read_event()
  har,
  curl,
  urls,
};

/// The formats by the names that options have for them.
inline constexpr std::array<std::pair<std::string_view, RecordingFormat>, 5> recording_formats{
    {{"transcript", RecordingFormat::transcript},
     {"events", RecordingFormat::events},
     {"har", RecordingFormat::har},
     {"curl", RecordingFormat::curl},
     {"urls", RecordingFormat::urls}}};

/// The format of what begins with `start`, the first few kilobytes of a file; nothing if it is none of those known.
[[nodiscard]] inline std::optional<RecordingFormat> recording_format(std::string_view start) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (start.starts_with(mark)) start.remove_prefix(mark.size());
  for (;;) {
    const std::size_t begin = start.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return std::nullopt;
    start.remove_prefix(begin);
    if (!start.starts_with('#')) break;
    start.remove_prefix(std::min(start.find('\n'), start.size()));
  }
  if (start.starts_with("curl ") || start.starts_with("$ curl ") || start.starts_with("curl\t"))
    return RecordingFormat::curl;
  if (start.starts_with("http://") || start.starts_with("https://") || start.starts_with('/'))
    return RecordingFormat::urls;
  if (!start.starts_with('{')) return std::nullopt;
  start.remove_prefix(1);
  start.remove_prefix(std::min(start.find_first_not_of(" \t\r\n"), start.size()));
  if (start.starts_with("\"transcript\"")) return RecordingFormat::transcript;
  if (start.starts_with("\"event\"")) return RecordingFormat::events;
  if (start.starts_with("\"log\"")) return RecordingFormat::har;
  return std::nullopt;
}

/// Reads traffic in any of these formats. Precondition: `format` is not events. `with_steps`: as TranscriptReader has
/// it. O(bytes).
inline void read_recording(std::istream& in, RecordingFormat format, const RecordingSink& sink, ServiceFilter filter,
                           bool with_steps) {
  switch (format) {
    case RecordingFormat::transcript: return TranscriptReader(sink, with_steps).read(in);
    case RecordingFormat::har: return read_har(in, sink, std::move(filter));
    case RecordingFormat::curl: return read_curl(in, sink, std::move(filter));
    case RecordingFormat::urls: return read_urls(in, sink, std::move(filter));
    case RecordingFormat::events: return;
  }
}

}  // namespace createproduct::report
