// SPDX-License-Identifier: MIT
#pragma once
// Not in createproduct/fuzz.hpp: it is for the search over the network, not for validators.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <createproduct/fuzz/digest.hpp>
#include <createproduct/model/result.hpp>

namespace createproduct::fuzz {

/// A folder that holds the scripts worth keeping, a file each, named by a digest of what it holds, and a file that says
/// whose folder it is. What others have put there is neither read nor overwritten.
class CorpusFolder {
 public:
  static constexpr const char* mark = "createproduct-corpus";           ///< the file that tells such a folder
  static constexpr const char* mark_text = "createproduct-corpus 1\n";  ///< what that file holds

  /// Opens the folder at `path`, or makes it. Error: input, with the file as `where`, for a folder or a file in it that
  /// is not of this kind; unavailable, where nothing can be read or written.
  [[nodiscard]] static Result<CorpusFolder> open(const std::string& path) {
    namespace fs = std::filesystem;
    CorpusFolder out;
    out.path_ = path;
    std::error_code error;
    fs::create_directories(path, error);
    if (error) return unavailable(path, "the folder cannot be made: " + error.message());
    std::vector<fs::path> files;
    for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error))
      files.push_back(it->path());
    if (error) return unavailable(path, "the folder cannot be read: " + error.message());
    std::sort(files.begin(), files.end());
    const fs::path own = fs::path(path) / mark;
    if (!files.empty() && std::find(files.begin(), files.end(), own) == files.end())
      return foreign(path, "the folder holds other files and is no corpus; name an empty or a new one");
    for (const fs::path& file : files) {
      // To read a pipe would be to wait for its writer.
      if (!fs::is_regular_file(file, error)) return foreign(file.string(), "it is no file; nothing was written");
      std::ifstream in(file, std::ios::binary);
      std::string text{std::istreambuf_iterator<char>(in), {}};
      if (!in) return unavailable(file.string(), "the file cannot be read");
      if (file == own) {
        if (text != mark_text) return foreign(file.string(), "it is of another version, or no mark of a corpus");
      } else if (file.extension() == part) {
        continue;  // what an ended process left
      } else if (file.filename() != digest_of(text)) {
        return foreign(file.string(), "it is no file of a corpus, or has been changed; nothing was written");
      } else {
        out.scripts_.push_back(std::move(text));
      }
    }
    if (files.empty() && !write(own, mark_text)) return unavailable(own.string(), "the file cannot be written");
    return out;
  }

  /// What it held when it was opened, in the order of file names.
  [[nodiscard]] const std::vector<std::string>& scripts() const noexcept { return scripts_; }

  /// Keeps another script. Error: unavailable, where it cannot be written.
  [[nodiscard]] std::optional<Error> add(std::string_view script) const {
    const std::filesystem::path file = std::filesystem::path(path_) / digest_of(script);
    std::error_code error;
    if (std::filesystem::exists(file, error)) return std::nullopt;
    const std::filesystem::path unfinished = file.string() + part;
    if (!write(unfinished, script)) return unavailable(file.string(), "the file cannot be written");
    std::filesystem::rename(unfinished, file, error);
    if (error) return unavailable(file.string(), "the file cannot be written: " + error.message());
    return std::nullopt;
  }

 private:
  static constexpr const char* part = ".part";

  [[nodiscard]] static Error foreign(std::string where, std::string message) {
    return {Error::Code::input, std::move(where), std::move(message)};
  }
  [[nodiscard]] static Error unavailable(std::string where, std::string message) {
    return {Error::Code::unavailable, std::move(where), std::move(message)};
  }
  [[nodiscard]] static bool write(const std::filesystem::path& file, std::string_view text) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    return static_cast<bool>(out.flush());
  }

  std::string path_;
  std::vector<std::string> scripts_;
};

}  // namespace createproduct::fuzz
