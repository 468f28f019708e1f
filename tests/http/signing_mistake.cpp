// SPDX-License-Identifier: MIT
#include <createproduct/http/signing_mistake.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>

using namespace createproduct;
using http::SigningMistake;

namespace {

const sign::Pairs pairs{{"Action", "CreateProduct"}, {"productName", "a:b"}, {"Region", "gz"},
                        {"Timestamp", "1465185768"}, {"Nonce", "11886"},     {"SignatureMethod", "HmacSHA256"}};
const sign::Credentials credentials{"id", "a key of 18 letters", ""};

std::string text(SigningMistake mistake) { return http::detail::mistaken_text(mistake, "GET", "host", "/path", pairs); }

std::string signature(SigningMistake mistake) {
  return http::mistaken_signature(mistake, "GET", "host", "/path", pairs, credentials, "other key", sign::Method::hmac_sha256);
}

}  // namespace

TEST_CASE("without a mistake the signature is the documented one") {
  CHECK(signature(SigningMistake::none) == sign::signature(sign::canonical_text("GET", "host", "/path", pairs), credentials.secret_key,
                                                           sign::Method::hmac_sha256));
}

TEST_CASE("each mistake has a name and words of its own") {
  std::set<std::string_view> names;
  std::set<std::string_view> words;
  std::set<SigningMistake> mistakes;
  for (const http::SigningMistakeRow& row : http::signing_mistakes) {
    names.insert(row.name);
    words.insert(row.words);
    mistakes.insert(row.mistake);
  }
  CHECK(names.size() == http::signing_mistakes.size());
  CHECK(words.size() == http::signing_mistakes.size());
  CHECK(mistakes.size() == http::signing_mistakes.size());
  CHECK_FALSE(mistakes.contains(SigningMistake::none));
}

TEST_CASE("each mistake in the text changes it as it says") {
  CHECK(text(SigningMistake::order_as_sent) ==
        "GEThost/path?Action=CreateProduct&productName=a:b&Region=gz&Timestamp=1465185768&Nonce=11886&"
        "SignatureMethod=HmacSHA256");
  CHECK(text(SigningMistake::order_ignoring_case) ==
        "GEThost/path?Action=CreateProduct&Nonce=11886&productName=a:b&Region=gz&SignatureMethod=HmacSHA256&"
        "Timestamp=1465185768");
  CHECK(text(SigningMistake::order_descending).starts_with("GEThost/path?productName=a:b&Timestamp="));
  CHECK(text(SigningMistake::order_by_value).starts_with("GEThost/path?Nonce=11886&Timestamp=1465185768&"));
  CHECK(text(SigningMistake::no_method).starts_with("host/path?"));
  CHECK(text(SigningMistake::no_host).starts_with("GET/path?"));
  CHECK(text(SigningMistake::no_path).starts_with("GEThost?"));
  CHECK(text(SigningMistake::only_parameters).starts_with("Action=CreateProduct&"));
  CHECK(text(SigningMistake::only_common_parameters).find("productName") == std::string::npos);
  CHECK(text(SigningMistake::encoded_values).find("a%3Ab") != std::string::npos);
  CHECK(text(SigningMistake::lower_case_text).starts_with("gethost/path?action=createproduct&"));
  CHECK(text(SigningMistake::lower_case_values).starts_with("GEThost/path?Action=createproduct&"));
  CHECK(text(SigningMistake::no_parameters) == "GEThost/path?");
  CHECK(text(SigningMistake::lower_case_method).starts_with("gethost/path?Action="));
  CHECK(text(SigningMistake::no_name).find("productName") == std::string::npos);
  CHECK(text(SigningMistake::no_nonce).find("Nonce") == std::string::npos);
  CHECK(text(SigningMistake::no_timestamp).find("Timestamp") == std::string::npos);
  CHECK(text(SigningMistake::no_signature_method).find("SignatureMethod") == std::string::npos);
  CHECK(text(SigningMistake::no_region).find("Region") == std::string::npos);
  CHECK(text(SigningMistake::other_http_method).starts_with("POSThost/path?"));
  CHECK(http::detail::mistaken_text(SigningMistake::last_of_path, "GET", "host", "/v2/index.php", pairs)
            .starts_with("GEThost/index.php?"));
}

TEST_CASE("a signature may leave out parameters without a value") {
  sign::Pairs with_empty = pairs;
  with_empty.emplace_back("note", "");
  CHECK(http::detail::mistaken_text(SigningMistake::no_empty_values, "GET", "host", "/path", with_empty) ==
        text(SigningMistake::none));
}

TEST_CASE("each mistake but those about what is sent changes the signature") {
  const std::string right = signature(SigningMistake::none);
  for (const http::SigningMistakeRow& row : http::signing_mistakes) {
    CAPTURE(row.name);
    const bool about_what_is_sent = row.name.starts_with("absent") || row.name.ends_with("secret-id") || row.name == "small-nonce" ||
                                    row.name == "milliseconds" || row.name == "no-empty-values" ||
                                    row.name == "last-of-path";  // the path has one part
    CHECK((signature(row.mistake) == right) == (about_what_is_sent && row.name != "key-is-secret-id"));
  }
  CHECK(signature(SigningMistake::hexadecimal).size() == 64);
  CHECK(right == signature(SigningMistake::unpadded) + "=");
}

TEST_CASE("a mistaken SecretId only resembles the right one") {
  CHECK(http::mistaken_secret_id(SigningMistake::none, "AkId") == "AkId");
  CHECK(http::mistaken_secret_id(SigningMistake::cut_secret_id, "AkId") == "AkI");
  CHECK(http::mistaken_secret_id(SigningMistake::cut_secret_id, "").empty());
  CHECK(http::mistaken_secret_id(SigningMistake::longer_secret_id, "AkId") == "AkId0");
  CHECK(http::mistaken_secret_id(SigningMistake::other_case_secret_id, "AkI-7") == "aKi-7");
  CHECK(http::mistaken_secret_id(SigningMistake::spaced_secret_id, "AkId") == "AkId ");
}

TEST_CASE("the SecretId that stands in for a key is the one that is sent") {
  sign::Pairs with_id = pairs;
  with_id.emplace_back("SecretId", "somebody else");
  const auto signature_of = [](SigningMistake mistake, const sign::Pairs& sent, const sign::Credentials& keys) {
    return http::mistaken_signature(mistake, "GET", "host", "/path", sent, keys, "", sign::Method::hmac_sha256);
  };
  CHECK(signature_of(SigningMistake::key_is_secret_id, with_id, credentials) ==
        signature_of(SigningMistake::none, with_id, {"id", "somebody else", ""}));
}
