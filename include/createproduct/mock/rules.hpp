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

/// No limit.
inline constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

/// How wire text becomes parameters.
struct Decoding {
  /// How often percent sequences are decoded.
  enum class Percent : unsigned char {
    once,
    never,
    twice,
    upper_case_only,    ///< leaves sequences with lower-case hexadecimal digits alone
    where_needed_only,  ///< leaves sequences that stand for letters and digits alone
  };

  /// Which of several parameters of one name counts; `refuse`: the request is refused.
  enum class Repeat : unsigned char { last, first, refuse };
  Percent percent = Percent::once;            ///< how often percent sequences are decoded
  Repeat repeat = Repeat::last;               ///< which of several parameters of one name counts
  bool plus_is_space = true;                  ///< a plus sign stands for a space, else for itself
  bool refuses_undecodable = false;           ///< a percent sign that starts no sequence is refused, not kept
  bool splits_decoded_text = false;           ///< decodes the whole text first and splits it afterwards
  bool cuts_at_equals = false;                ///< decodes the whole text first; a value ends at its second equals sign
  bool folds_case = false;                    ///< names of parameters, and Action, without regard to case
  bool reads_query_of_post = true;            ///< parameters in the query of a POST count
  bool reads_body_of_get = false;             ///< parameters in the body of a GET count
  bool refuses_unknown = false;               ///< a parameter that the service does not know is refused
  bool wants_action_first = false;            ///< CreateProduct is refused unless Action comes first
  bool wants_name_before_properties = false;  ///< productProperties in front of productName is refused
  std::size_t value_limit = unlimited;        ///< bytes of wire text after which a value is cut
  std::size_t query_limit = 32 * 1024;        ///< bytes of the query of a GET
};

/// What a productName must look like.
struct NameRule {
  /// What is counted; `low_byte`: bytes modulo 256.
  enum class Count : unsigned char { characters, wire_bytes, low_byte };

  /// How much of a name has to be of the alphabet.
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

  /// Which characters beyond ASCII count as letters.
  enum class Wide : unsigned char {
    none,
    any,         ///< every code point from U+0080 counts as a letter
    folded,      ///< U+017F and U+212A, which match [a-z] when a pattern ignores case in Unicode
    full_width,  ///< the full-width forms U+FF10 to U+FF5A
    digits,      ///< the Arabic-Indic digits U+0660 to U+0669
  };
  std::size_t least = 1;             ///< of what is counted
  std::size_t most = 32;             ///< of what is counted
  Count count = Count::characters;   ///< what is counted
  Anchors anchors = Anchors::whole;  ///< how much of a name has to be of the alphabet
  Wide wide = Wide::none;            ///< characters beyond ASCII that count as letters

  /// The alphabet, by byte.
  std::array<bool, 256> allowed = documented_alphabet();
  std::string_view not_first;          ///< characters refused at the start
  std::string_view not_last;           ///< characters refused at the end
  std::string_view reserved;           ///< one name refused
  std::string_view when_missing;       ///< the name taken if none is given
  std::string_view when_empty;         ///< the name taken if an empty one is given
  bool refuses_doubles = false;        ///< two of `:_-` in a row
  bool refuses_digits_only = false;    ///< a name of digits alone
  bool refuses_specials_only = false;  ///< a name of `:_-` alone
  bool refuses_addresses = false;      ///< pairs of hexadecimal digits between colons
  bool trims_space = false;            ///< white space at both ends is dropped before the check
  bool ends_at_nul = false;            ///< what stands from a NUL byte on is dropped before the check
  bool drops_bad_characters = false;   ///< bytes outside the alphabet are dropped before the check
  std::size_t cuts_at = unlimited;     ///< longer names are shortened to this

  /// Adds these bytes to the alphabet.
  constexpr void allow(std::string_view bytes) noexcept { mark(bytes, true); }

  /// Takes these bytes out of the alphabet.
  constexpr void refuse(std::string_view bytes) noexcept { mark(bytes, false); }
  /// Allows the bytes from `first` to `last`, as a careless range in a pattern does.
  constexpr void allow_range(char first, char last) noexcept {
    for (unsigned byte = static_cast<unsigned char>(first); byte <= static_cast<unsigned char>(last); ++byte)
      allowed[byte] = true;
  }

  /// That of section 2.
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
  bool single_quotes = false;     ///< `'a'` is a string
  bool trailing_comma = false;    ///< `{"a":1,}`
  bool missing_comma = false;     ///< `{"a":1 "b":2}`
  bool missing_brace = false;     ///< the text may end before the closing brace
  bool comments = false;          ///< as in JavaScript
  bool bare_keys = false;         ///< `{region:"gz"}`
  bool half_quoted_keys = false;  ///< `region":"gz"`, as the page's example has it
  bool nan = false;               ///< NaN, Infinity and -Infinity
  bool leading_zeros = false;     ///< `01` and `+1`
  bool python_literals = false;   ///< True, False, None
  bool trailing_text = false;     ///< anything may follow the value
  // Refuses or misreads what is JSON.
  bool refuses_space = false;            ///< white space between tokens
  bool refuses_line_breaks = false;      ///< line breaks between tokens
  bool keeps_escapes = false;            ///< escape sequences stay as they are spelled
  bool refuses_unicode_escapes = false;  ///< `\u0067`
  bool refuses_surrogate_pairs = false;  ///< `\ud83d\ude00`
  bool refuses_slash_escape = false;     ///< `\/`
  bool wants_page_order = false;         ///< members in the order of the page's table
  // Where the page is silent.
  bool byte_order_mark = false;  ///< one may stand in front
  bool lone_surrogates = false;  ///< `\ud83d` alone
  bool raw_controls = false;     ///< control characters need no escape in strings
  bool bad_utf8 = false;         ///< bytes that are not UTF-8 may stand in strings
  std::size_t depth_limit = 64;  ///< levels; deeper text is refused
};

/// The kind of a JSON value, with integers told from other numbers by their spelling.
enum class JsonKind : unsigned char { null, boolean, integer, real, string, array, object };

/// A set of kinds of JSON values.
class KindSet {
 public:
  /// The set of these.
  constexpr KindSet(std::initializer_list<JsonKind> kinds) noexcept {
    for (const JsonKind kind : kinds) add(kind);
  }

  /// Adds one.
  constexpr void add(JsonKind kind) noexcept { bits_ |= 1U << static_cast<unsigned>(kind); }

  /// Whether it is in.
  [[nodiscard]] constexpr bool has(JsonKind kind) const noexcept {
    return (bits_ >> static_cast<unsigned>(kind) & 1U) != 0;
  }

 private:
  unsigned bits_ = 0;
};

/// Which productDescription is taken.
struct DescriptionRule {
  KindSet kinds{JsonKind::string};          ///< of its JSON value
  bool required = false;                    ///< properties without it are refused
  std::size_t most_characters = unlimited;  ///< longer ones are refused
  std::size_t most_bytes = unlimited;       ///< longer ones are refused
  std::string_view refuses;                 ///< characters that may not occur
  std::string_view refused_word;            ///< text that may not occur
  bool ascii_only = false;                  ///< bytes from 0x80 on are refused
  bool basic_plane_only = false;            ///< characters beyond U+FFFF are refused
  bool refuses_empty = false;               ///< an empty one is refused
  bool refuses_controls = false;            ///< control characters are refused
};

/// Which region is taken.
struct RegionRule {
  /// How the value is compared with `wanted`; `prefix`, `contained`: it has `wanted` at its start, or anywhere; `part`:
  /// it is a part of `wanted`; `first_letter`: it begins with the first letter of `wanted`.
  enum class Match : unsigned char { exact, any, any_case, prefix, contained, trimmed, part, first_letter };
  KindSet kinds{JsonKind::string};  ///< values of another kind than string are not compared
  Match match = Match::exact;       ///< how it is compared
  std::string_view wanted = "gz";   ///< the documented value
  std::string_view also;            ///< one more value that is accepted
  bool required = false;            ///< properties without it are refused
  bool empty_is_absent = false;     ///< an empty one counts as left out
};

/// Which encryptionType is taken.
struct EncryptionRule {
  /// How the value is compared with "1" and "2"; `number`: by what strtod() reads, so 01, too; `leading_number`: so,
  /// whatever follows; `low_byte`: modulo 256; `part`: any part of the text "1,2".
  enum class Match : unsigned char { exact, any, number, leading_number, low_byte, part, trimmed };
  KindSet kinds{JsonKind::string};  ///< numbers are compared by their spelling, other kinds not at all
  Match match = Match::exact;       ///< how it is compared
  std::string_view also;            ///< one more value that is accepted
  std::string_view except;          ///< one value that is refused
  bool required = false;            ///< properties without it are refused
  bool empty_is_absent = false;     ///< an empty one counts as left out
};

/// Which productType is taken.
struct TypeRule {
  KindSet kinds{JsonKind::integer};    ///< strings count by the number they hold, reals by their integral part
  std::int64_t least = 0;              ///< of the values that are taken
  std::int64_t most = 2;               ///< of the values that are taken
  std::optional<std::int64_t> except;  ///< one value that is refused
  unsigned bits = 64;                  ///< the value is taken modulo 2^bits
  bool required = false;               ///< properties without it are refused
  bool integral_reals = false;         ///< 2.0 and 2e0 count as integers
  bool refuses_minus_zero = false;     ///< `-0` is refused
};

/// What productProperties must look like.
struct PropertyRules {
  /// Which of several members of one name counts; `refuse`: the request is refused.
  enum class Repeat : unsigned char { last, first, refuse };
  JsonRules json;                        ///< departures from RFC 8259
  KindSet root_kinds{JsonKind::object};  ///< values of another kind than object are accepted unread
  bool root_may_hold_text = false;       ///< a string that holds the object's text is read as the object
  bool root_may_be_list = false;         ///< a list of one object is read as the object
  bool required = false;                 ///< a request without productProperties is refused
  bool empty_is_absent = false;          ///< an empty productProperties counts as left out
  bool null_is_absent = false;           ///< of productProperties itself
  bool null_member_is_absent = false;    ///< a member that is null counts as left out
  bool refuses_unknown = false;          ///< a member that section 2 does not list is refused
  Repeat repeat = Repeat::last;          ///< which of several members of one name counts
  DescriptionRule description;           ///< which productDescription is taken
  RegionRule region;                     ///< which region is taken
  EncryptionRule encryption;             ///< which encryptionType is taken
  TypeRule type;                         ///< which productType is taken
  // Refused together though each is fine alone.
  bool refuses_symmetric_nb_iot = false;       ///< encryptionType 2 with productType 2
  bool refuses_all_four = false;               ///< the four documented properties
  bool refuses_empty_object = false;           ///< `{}`
  bool refuses_description_with_type = false;  ///< productDescription with productType
};

/// When a name counts as taken.
struct NamingRule {
  /// What of a name tells it from others.
  enum class Key : unsigned char {
    exact,
    any_case,
    first_16,
    first_31,
    all_but_last,
    separators_alike,  ///< `:`, `_` and `-` are one
    without_hyphens,
    sorted,       ///< the same characters in any order
    hash,         ///< of 32 bits, by powers of 31
    number,       ///< leading zeros do not count
    after_colon,  ///< what stands after the last colon
    no_trailing_specials,
  };

  /// Which other products make a name taken; `wildcard`: those that it describes where `_` stands for any character, as
  /// in SQL; `prefix`: those whose names begin with it.
  enum class Like : unsigned char { none, wildcard, prefix };
  Key key = Key::exact;                        ///< what of a name tells it from others
  Like like = Like::none;                      ///< which other products make a name taken
  std::size_t memory = unlimited;              ///< only the last so many products are known
  std::size_t free_copies = 0;                 ///< so many duplicates pass before the first is refused
  std::string_view unregistered_with;          ///< names with one of these characters are not registered
  std::size_t unregistered_length = 0;         ///< names of this length are not registered
  bool registers_digits_only_names = true;     ///< else names of digits alone are never taken
  bool by_properties = false;                  ///< a duplicate only if the properties are the same too
  bool by_region = false;                      ///< a duplicate only if the common parameter Region is the same too
  bool by_method = false;                      ///< a duplicate only if made by the same method
  bool answers_with_old_product = false;       ///< a duplicate gets the existing product and success
  bool across_accounts = false;                ///< a name is taken if any account has it
  bool taken_by_ids = false;                   ///< a name is taken, too, if it is the productID of a product
  bool frees_deleted_names = true;             ///< else the name of a deleted product stays taken
  std::chrono::milliseconds visible_after{0};  ///< a product's name counts only after this time
  std::chrono::milliseconds race_window{0};    ///< time between looking a name up and taking it
  bool locks_by_method = false;                ///< in which only requests by the other method come in between
  DefectSet reserved_by;                       ///< refusals for these leave the name taken
};

/// How the number of products is limited.
struct QuotaRule {
  int slack = 0;                               ///< products more (or fewer) than the limit
  bool enforced = true;                        ///< else there is no limit
  bool counts_refusals = false;                ///< each refused request counts as a product
  bool counts_duplicates = false;              ///< each refused duplicate counts as a product
  bool per_service = false;                    ///< counts the products of all accounts together
  bool counts_post = true;                     ///< else products made by POST do not count, and are not limited
  std::string_view free_with;                  ///< products whose productProperties hold this text do not count
  std::chrono::milliseconds lets_go_after{0};  ///< a full account takes products again after so long; 0 for never
  std::size_t old_products = 0;                ///< products an account has before its first request
  std::size_t most = unlimited;                ///< a limit of its own, below the configured one
};

/// Which error is reported if there are several, and in which order things are checked.
struct Precedence {
  bool properties_before_name = false;  ///< a request with both defects is refused for its properties
  /// A name that exists, or a full account, is reported before defects of the properties.
  bool state_before_properties = false;
  bool quota_before_duplicate = false;  ///< a full account refuses names that exist with 1000
  /// productName and productProperties are looked at before anything about keys, which a bad request leaves unused.
  bool parameters_before_keys = false;
};

/// How signed requests are checked. Only for services with keys.
struct Authentication {
  /// Which of the two HMACs a signature is checked by.
  enum class Methods : unsigned char {
    both,
    sha1_only,  ///< every signature is taken for HMAC-SHA1
    sha256_only,
    either,  ///< SignatureMethod is ignored, both are tried
    sha256_by_default,
    known_only,    ///< refuses other values of SignatureMethod
    any_case,      ///< hmacsha256 counts as HmacSHA256
    any_case_too,  ///< hmacsha256 may mean either
    required,      ///< refuses requests without SignatureMethod
  };

  /// How much of a signature has to fit; `given_length`: as much as was sent; `expected_length`: what is sent may go
  /// on; `any_order`: its characters, in whatever order.
  enum class Compare : unsigned char { whole, never, first_8, given_length, expected_length, any_case, any_order };
  Methods methods = Methods::both;        ///< which HMAC a signature is checked by
  Compare compare = Compare::whole;       ///< how much of it has to fit
  bool wants_signature = true;            ///< else a request without Signature passes
  bool loses_plus = false;                ///< decodes the signature twice, so that + becomes a space
  bool signs_encoded_values = false;      ///< takes the values as they are on the wire into the text
  bool signs_post_as_get = false;         ///< takes a POST for a GET in the text
  bool signs_lower_case = false;          ///< the text is in lower case
  bool signs_last_of_path = false;        ///< the text has the last part of the path alone
  bool checks_without_region = true;      ///< else any signature fits a request without Region
  bool wants_no_padding = false;          ///< only signatures without = at their end fit
  bool orders_ignoring_case = false;      ///< sorts the parameters of the text without regard to case
  std::string_view unsigned_parameter;    ///< left out of the text
  std::string_view optional_parameter;    ///< a signature without it fits as well
  int module_code = 0;                    ///< in front of the message of refusals; 0 for none
  bool wants_secret_id = true;            ///< else a request without SecretId passes, as account "default"
  bool unknown_secret_id_passes = false;  ///< the unknown SecretId is the account
  /// Which keys a signature may be made with: that of the SecretId, or also the first one where that is not known, the
  /// first one for all, or any that is known.
  enum class Keys : unsigned char { own, first_for_unknown, first_for_all, any };
  Keys keys = Keys::own;  ///< which keys a signature may be made with
  /// Which SecretIds count as known: all but exact lets some in that are not.
  enum class IdMatch : unsigned char { exact, beginning, longer, any_case };
  IdMatch id_match = IdMatch::exact;  ///< which SecretIds count as known
  bool wants_timestamp = true;        ///< else a request without Timestamp passes
  bool checks_past = true;            ///< a Timestamp too old is refused with 4200
  bool checks_future = true;          ///< a Timestamp too new is refused with 4200
  std::int64_t window = 7200;         ///< seconds
  bool wants_nonce = true;            ///< else a request without Nonce passes
  bool checks_nonce = true;           ///< a Nonce that was used is refused with 4500
  /// Larger ones are refused.
  std::int64_t most_nonce = std::numeric_limits<std::int64_t>::max();
  bool nonce_by_method = false;          ///< GET and POST remember apart
  bool nonce_alone = false;              ///< a Nonce may not return with another Timestamp either
  std::size_t nonce_memory = unlimited;  ///< only the last so many requests are remembered
  std::chrono::milliseconds nonce_race_window{0};  ///< time between looking a Nonce up and remembering it
  bool takes_used_signatures = false;    ///< a signature that fitted once fits any request
};

/// How the common parameters Action and Region are read.
struct CommonRule {
  /// How Action is compared with CreateProduct; `prefix`, `contained`: it has that at its start, or anywhere;
  /// `missing_passes`: no Action at all is right, too.
  enum class ActionMatch : unsigned char { exact, any, prefix, missing_passes, contained, trimmed };
  ActionMatch action = ActionMatch::exact;  ///< how Action is compared
  bool region_required = false;             ///< a request without Region is refused
  bool region_refused = false;              ///< a request with Region is refused
  std::string_view region_must_be;          ///< a Region other than this is refused
  bool takes_get = true;                    ///< else GET is refused with 4600
  bool takes_post = true;                   ///< else POST is refused with 4600
  bool wants_plain_content_type = false;    ///< Content-Type must be spelled as usual
  std::size_t most_parameters = unlimited;  ///< a request with more of them is refused
};

}  // namespace createproduct::mock
