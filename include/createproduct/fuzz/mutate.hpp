// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <createproduct/draft/random.hpp>
#include <createproduct/fuzz/json_mutator.hpp>
#include <createproduct/fuzz/request_mutator.hpp>
#include <createproduct/fuzz/script.hpp>
#include <createproduct/wire/raw_request.hpp>

namespace createproduct::fuzz {

/// What the bytes of a fuzzer's input are.
enum class Grammar : unsigned char {
  bytes,       ///< nothing in particular
  name,        ///< a productName, decoded
  properties,  ///< a productProperties, decoded
  form,        ///< parameters as they travel in a query or a form body
  script,      ///< requests, see read_script()
};

/// `input` changed in one place of its grammar, or a few. The same arguments give the same text.
[[nodiscard]] inline std::string mutated(Grammar grammar, std::string_view input, draft::Random& random) {
  RequestMutator mutator(random);
  std::string out(input);
  std::vector<wire::WireRequest> script;
  if (grammar == Grammar::script) script = read_script(input);
  for (std::size_t changes = 1 + (draft::once_in(2, random) ? 0 : random.below(4)); changes > 0; --changes)
    switch (grammar) {
      case Grammar::bytes:
        if (out.empty() || draft::once_in(2, random))
          out.insert(random.below(out.size() + 1), 1, static_cast<char>(random.below(256)));
        else
          out[random.below(out.size())] = static_cast<char>(random.below(256));
        break;
      case Grammar::name: out = mutator.changed_name(std::move(out)); break;
      case Grammar::properties: out = mutator.changed_properties(out); break;
      case Grammar::form: out = mutator.changed_form(out); break;
      case Grammar::script: mutator.change(script); break;
    }
  if (grammar == Grammar::script) {
    std::erase_if(script, [](const wire::WireRequest& request) { return !fits_script(request); });
    out = script_text(script);
  }
  return out;
}

}  // namespace createproduct::fuzz
