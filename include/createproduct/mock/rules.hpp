// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string_view>

#include <createproduct/mock/defect.hpp>

/// The knobs of the request side: how a service reads and judges what it is sent. Every default keeps the contract.
namespace createproduct::mock {

inline constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

/// How wire text becomes parameters.
struct Decoding {
  enum class Percent : unsigned char {
    once,
    never,
    twice,
    upper_case_only,    ///< leaves sequences with lower-case hexadecimal digits alone
    where_needed_only,  ///< leaves sequences that stand for letters and digits alone
  };
  enum class Repeat : unsigned char { last, first, refuse };
  Percent percent = Percent::once;
  Repeat repeat = Repeat::last;
  bool plus_is_space = true;
  bool refuses_undecodable = false;  ///< a percent sign that starts no sequence is refused, not kept
  bool splits_decoded_text = false;  ///< decodes the whole text first and splits it afterwards
  bool cuts_at_equals = false;       ///< decodes the whole text first; a value ends at its second equals sign
  bool folds_case = false;           ///< names of parameters, and Action, without regard to case
  bool reads_query_of_post = true;
  bool reads_body_of_get = false;
  bool refuses_unknown = false;
  bool wants_action_first = false;
  bool wants_name_before_properties = false;
  std::size_t value_limit = unlimited;  ///< bytes of wire text after which a value is cut
  std::size_t query_limit = 32 * 1024;  ///< bytes of the query of a GET
};

/// What a productName must look like.
struct NameRule {
  enum class Count : unsigned char { characters, wire_bytes, low_byte };  ///< low_byte: modulo 256
  enum class Anchors : unsigned char {
    whole,           ///< every character is checked
    before_newline,  ///< `$` also matches before a newline at the end
    any_line,        ///< one line of several is enough
    start,           ///< one good character at the start is enough
    end,             ///< one good character at the end is enough
    both_ends,       ///< first and last character are checked
    anywhere,        ///< one good character is enough
    all_but_last,    ///< the last of 32 characters is not checked
  };
  enum class Wide : unsigned char {
    none,
    any,         ///< every code point from U+0080 counts as a letter
    folded,      ///< U+017F and U+212A, which match [a-z] when a pattern ignores case in Unicode
    full_width,  ///< the full-width forms U+FF10 to U+FF5A
    digits,      ///< the Arabic-Indic digits U+0660 to U+0669
  };
  std::size_t least = 1;
  std::size_t most = 32;
  Count count = Count::characters;
  Anchors anchors = Anchors::whole;
  Wide wide = Wide::none;
  std::array<bool, 256> allowed = documented_alphabet();
  std::string_view not_first;     ///< characters refused at the start
  std::string_view not_last;      ///< characters refused at the end
  std::string_view reserved;      ///< one name refused
  std::string_view when_missing;  ///< the name taken if none is given
  std::string_view when_empty;    ///< the name taken if an empty one is given
  bool refuses_doubles = false;   ///< two of `:_-` in a row
  bool refuses_digits_only = false;
  bool refuses_specials_only = false;
  bool refuses_addresses = false;  ///< pairs of hexadecimal digits between colons
  bool trims_space = false;
  bool ends_at_nul = false;
  bool drops_bad_characters = false;
  std::size_t cuts_at = unlimited;  ///< longer names are shortened to this

  constexpr void allow(std::string_view bytes) noexcept { mark(bytes, true); }
  constexpr void refuse(std::string_view bytes) noexcept { mark(bytes, false); }
  /// Allows the bytes from `first` to `last`, as a careless range in a pattern does.
  constexpr void allow_range(char first, char last) noexcept {
    for (unsigned byte = static_cast<unsigned char>(first); byte <= static_cast<unsigned char>(last); ++byte)
      allowed[byte] = true;
  }

  [[nodiscard]] static constexpr std::array<bool, 256> documented_alphabet() noexcept {
    std::array<bool, 256> table{};
    for (const char byte : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:_-"))
      table[static_cast<unsigned char>(byte)] = true;
    return table;
  }

 private:
  constexpr void mark(std::string_view bytes, bool value) noexcept {
    for (const char byte : bytes) allowed[static_cast<unsigned char>(byte)] = value;
  }
};

/// Departures of the JSON reader from RFC 8259, in both directions.
struct JsonRules {
  // Takes what is not JSON.
  bool single_quotes = false;
  bool trailing_comma = false;
  bool missing_comma = false;
  bool missing_brace = false;  ///< the text may end before the closing brace
  bool comments = false;
  bool bare_keys = false;
  bool half_quoted_keys = false;  ///< `region":"gz"`, as the page's example has it
  bool nan = false;
  bool leading_zeros = false;
  bool python_literals = false;  ///< True, False, None
  bool trailing_text = false;
  // Refuses or misreads what is JSON.
  bool refuses_space = false;
  bool refuses_line_breaks = false;
  bool keeps_escapes = false;  ///< escape sequences stay as they are spelled
  bool refuses_unicode_escapes = false;
  bool refuses_surrogate_pairs = false;
  bool refuses_slash_escape = false;
  bool wants_page_order = false;  ///< members in the order of the page's table
  // Where the page is silent.
  bool byte_order_mark = false;
  bool lone_surrogates = false;
  bool raw_controls = false;  ///< control characters need no escape in strings
  bool bad_utf8 = false;
  std::size_t depth_limit = 64;
};

enum class JsonKind : unsigned char { null, boolean, integer, real, string, array, object };

/// A set of kinds of JSON values.
class KindSet {
 public:
  constexpr KindSet(std::initializer_list<JsonKind> kinds) noexcept {
    for (const JsonKind kind : kinds) add(kind);
  }
  constexpr void add(JsonKind kind) noexcept { bits_ |= 1U << static_cast<unsigned>(kind); }
  [[nodiscard]] constexpr bool has(JsonKind kind) const noexcept {
    return (bits_ >> static_cast<unsigned>(kind) & 1U) != 0;
  }

 private:
  unsigned bits_ = 0;
};

/// Which productDescription is taken.
struct DescriptionRule {
  KindSet kinds{JsonKind::string};
  bool required = false;
  std::size_t most_characters = unlimited;
  std::size_t most_bytes = unlimited;
  std::string_view refuses;       ///< characters that may not occur
  std::string_view refused_word;  ///< text that may not occur
  bool ascii_only = false;
  bool basic_plane_only = false;
  bool refuses_empty = false;
  bool refuses_controls = false;
};

/// Which region is taken.
struct RegionRule {
  enum class Match : unsigned char { exact, any, any_case, prefix, contained, trimmed, part, first_letter };
  KindSet kinds{JsonKind::string};  ///< values of another kind than string are not compared
  Match match = Match::exact;
  std::string_view wanted = "gz";
  std::string_view also;  ///< one more value that is accepted
  bool required = false;
  bool empty_is_absent = false;
};

/// Which encryptionType is taken.
struct EncryptionRule {
  enum class Match : unsigned char { exact, any, number, leading_number, low_byte, part, trimmed };
  KindSet kinds{JsonKind::string};  ///< numbers are compared by their spelling, other kinds not at all
  Match match = Match::exact;
  std::string_view also;    ///< one more value that is accepted
  std::string_view except;  ///< one value that is refused
  bool required = false;
  bool empty_is_absent = false;
};

/// Which productType is taken.
struct TypeRule {
  KindSet kinds{JsonKind::integer};  ///< strings count by the number they hold, reals by their integral part
  std::int64_t least = 0;
  std::int64_t most = 2;
  std::optional<std::int64_t> except;  ///< one value that is refused
  unsigned bits = 64;                  ///< the value is taken modulo 2^bits
  bool required = false;
  bool integral_reals = false;  ///< 2.0 and 2e0 count as integers
  bool refuses_minus_zero = false;
};

/// What productProperties must look like.
struct PropertyRules {
  enum class Repeat : unsigned char { last, first, refuse };
  JsonRules json;
  KindSet root_kinds{JsonKind::object};  ///< values of another kind than object are accepted unread
  bool root_may_hold_text = false;       ///< a string that holds the object's text is read as the object
  bool root_may_be_list = false;         ///< a list of one object is read as the object
  bool required = false;
  bool empty_is_absent = false;
  bool null_is_absent = false;  ///< of productProperties itself
  bool null_member_is_absent = false;
  bool refuses_unknown = false;
  Repeat repeat = Repeat::last;
  DescriptionRule description;
  RegionRule region;
  EncryptionRule encryption;
  TypeRule type;
  // Refused together though each is fine alone.
  bool refuses_symmetric_nb_iot = false;  ///< encryptionType 2 with productType 2
  bool refuses_all_four = false;
  bool refuses_empty_object = false;
  bool refuses_description_with_type = false;
};

/// When a name counts as taken.
struct NamingRule {
  enum class Key : unsigned char {
    exact,
    any_case,
    first_16,
    first_31,
    all_but_last,
    separators_alike,  ///< `:`, `_` and `-` are one
    without_hyphens,
    sorted,       ///< the same characters in any order
    number,       ///< leading zeros do not count
    after_colon,  ///< what stands after the last colon
    no_trailing_specials,
  };
  enum class Like : unsigned char { none, wildcard, prefix };  ///< wildcard: `_` stands for any character, as in SQL
  Key key = Key::exact;
  Like like = Like::none;
  std::size_t memory = unlimited;       ///< only the last so many products are known
  std::size_t free_copies = 0;          ///< so many duplicates pass before the first is refused
  std::string_view unregistered_with;   ///< names with one of these characters are not registered
  std::size_t unregistered_length = 0;  ///< names of this length are not registered
  bool registers_digits_only_names = true;
  bool by_properties = false;             ///< a duplicate only if the properties are the same too
  bool by_region = false;                 ///< a duplicate only if the common parameter Region is the same too
  bool by_method = false;                 ///< a duplicate only if made by the same method
  bool answers_with_old_product = false;  ///< a duplicate gets the existing product and success
  bool across_accounts = false;
  bool frees_deleted_names = true;
  std::chrono::milliseconds visible_after{0};  ///< a product's name counts only after this time
  std::chrono::milliseconds race_window{0};    ///< time between looking a name up and taking it
  bool locks_by_method = false;                ///< in which only requests by the other method come in between
  DefectSet reserved_by;                       ///< refusals for these leave the name taken
};

/// How the number of products is limited.
struct QuotaRule {
  int slack = 0;  ///< products more (or fewer) than the limit
  bool enforced = true;
  bool counts_refusals = false;
  bool counts_duplicates = false;
  bool per_service = false;  ///< counts the products of all accounts together
  bool counts_post = true;
  std::string_view free_with;  ///< products whose productProperties hold this text do not count
  std::chrono::milliseconds lets_go_after{0};  ///< a full account takes products again after so long; 0 for never
  std::size_t old_products = 0;  ///< products an account has before its first request
  std::size_t most = unlimited;  ///< a limit of its own, below the configured one
};

/// Which error is reported if there are several, and in which order things are checked.
struct Precedence {
  bool properties_before_name = false;
  bool state_before_properties = false;
  bool quota_before_duplicate = false;
};

/// How signed requests are checked. Only for services with keys.
struct Authentication {
  enum class Methods : unsigned char {
    both,
    sha1_only,  ///< every signature is taken for HMAC-SHA1
    sha256_only,
    either,  ///< SignatureMethod is ignored, both are tried
    sha256_by_default,
    known_only,  ///< refuses other values of SignatureMethod
    any_case,    ///< hmacsha256 counts as HmacSHA256
    any_case_too,  ///< hmacsha256 may mean either
    required,      ///< refuses requests without SignatureMethod
  };
  enum class Compare : unsigned char { whole, never, first_8, given_length, expected_length, any_case };
  Methods methods = Methods::both;
  Compare compare = Compare::whole;
  bool wants_signature = true;
  bool loses_plus = false;  ///< decodes the signature twice, so that + becomes a space
  bool signs_encoded_values = false;
  bool signs_post_as_get = false;
  bool signs_lower_case = false;  ///< the text is in lower case
  bool wants_no_padding = false;  ///< only signatures without = at their end fit
  bool orders_ignoring_case = false;
  std::string_view unsigned_parameter;  ///< left out of the text
  std::string_view optional_parameter;  ///< a signature without it fits as well
  int module_code = 0;                  ///< in front of the message of refusals; 0 for none
  bool wants_secret_id = true;
  bool unknown_secret_id_passes = false;
  bool any_key_fits = false;  ///< an unknown SecretId is checked with the first key
  bool all_keys_fit = false;  ///< a signature with any key that is known fits, whatever the SecretId
  /// Which SecretIds count as known: all but exact lets some in that are not.
  enum class IdMatch : unsigned char { exact, beginning, longer, any_case };
  IdMatch id_match = IdMatch::exact;
  bool wants_timestamp = true;
  bool checks_past = true;
  bool checks_future = true;
  std::int64_t window = 7200;  ///< seconds
  bool wants_nonce = true;
  bool checks_nonce = true;
  std::int64_t most_nonce = std::numeric_limits<std::int64_t>::max();  ///< larger ones are refused
  bool nonce_by_method = false;          ///< GET and POST remember apart
  bool nonce_alone = false;              ///< a Nonce may not return with another Timestamp either
  std::size_t nonce_memory = unlimited;  ///< only the last so many requests are remembered
};

/// How the common parameters Action and Region are read.
struct CommonRule {
  enum class ActionMatch : unsigned char { exact, any, prefix, missing_passes, contained, trimmed };
  ActionMatch action = ActionMatch::exact;
  bool region_required = false;
  bool region_refused = false;
  std::string_view region_must_be;  ///< a Region other than this is refused
  bool takes_get = true;
  bool takes_post = true;
  bool wants_plain_content_type = false;  ///< Content-Type must be spelled as usual
};

}  // namespace createproduct::mock
