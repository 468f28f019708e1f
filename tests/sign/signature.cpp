// SPDX-License-Identifier: MIT
#include <createproduct/sign/signature.hpp>

#include <algorithm>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace createproduct;

namespace {

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char byte : bytes) {
    out.push_back(digits[static_cast<unsigned char>(byte) >> 4U]);
    out.push_back(digits[static_cast<unsigned char>(byte) & 15U]);
  }
  return out;
}

/// The documentation's own throw-away key pair.
constexpr std::string_view published_key = "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA";

sign::Pairs published_request(std::string method) {
  return {{"Action", "DescribeInstances"},
          {"InstanceIds.0", "ins-09dx96dg"},
          {"Nonce", "11886"},
          {"Region", "ap-guangzhou"},
          {"SecretId", "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA"},
          {"SignatureMethod", std::move(method)},
          {"Timestamp", "1465185768"}};
}

std::string published_text(const sign::Pairs& pairs) {
  return sign::canonical_text("GET", "cvm.api.qcloud.com", "/v2/index.php", pairs);
}

}  // namespace

TEST_CASE("the published requests have their published signatures") {
  const std::string sha256 = published_text(published_request("HmacSHA256"));
  CHECK(sha256 ==
        "GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Nonce=11886&"
        "Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA&SignatureMethod=HmacSHA256&Timestamp="
        "1465185768");
  CHECK(sign::signature(sha256, published_key, sign::Method::hmac_sha256) ==
        "0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=");
  const std::string sha1 = published_text(published_request("HmacSHA1"));
  CHECK(sign::signature(sha1, published_key, sign::Method::hmac_sha1) == "nPVnY6njQmwQ8ciqbPl5Qe+Oru4=");
}

TEST_CASE("canonical text does not depend on the order of parameters and leaves Signature out") {
  sign::Pairs pairs = published_request("HmacSHA1");
  const std::string text = published_text(pairs);
  std::reverse(pairs.begin(), pairs.end());
  pairs.emplace(pairs.begin() + 2, "Signature", "old");
  CHECK(published_text(pairs) == text);
}

TEST_CASE("canonical text sorts by bytes and keeps raw values") {
  const auto text = [](const sign::Pairs& pairs, std::string_view method = "GET") {
    return sign::canonical_text(method, "h", "/p", pairs);
  };
  CHECK(text({}) == "GETh/p?");
  CHECK(text({{"b", "2"}, {"a", "1"}, {"B", "3"}, {"\xC3\xA9", "4"}}) == "GETh/p?B=3&a=1&b=2&\xC3\xA9=4");
  CHECK(text({{"a", "x y&=%+\xE4\xB8\xAD"}}) == "GETh/p?a=x y&=%+\xE4\xB8\xAD");
  CHECK(text({{"a", "second"}, {"a", "first"}}) == "GETh/p?a=second&a=first");
  // Sorted by the name as given, in which an underscore comes after capital letters; written with a dot.
  CHECK(text({{"a_b", "1_2"}, {"aZ", "3"}, {"a.b", "4"}}) == "GETh/p?a.b=4&aZ=3&a.b=1_2");
}

TEST_CASE("canonical text of a POST leaves out values that begin with an at sign") {
  const sign::Pairs pairs{{"file", "@upload"}, {"mail", "a@b"}};
  CHECK(sign::canonical_text("POST", "h", "/p", pairs) == "POSTh/p?mail=a@b");
  CHECK(sign::canonical_text("GET", "h", "/p", pairs) == "GETh/p?file=@upload&mail=a@b");
}

TEST_CASE("SignatureMethod selects SHA-256 by its exact name only") {
  CHECK(sign::method_of("HmacSHA256") == sign::Method::hmac_sha256);
  for (const std::string_view other : {"", "HmacSHA1", "hmacsha256", "HmacSHA256 ", "HmacMD5"})
    CHECK(sign::method_of(other) == sign::Method::hmac_sha1);
  for (const sign::Method method : {sign::Method::hmac_sha1, sign::Method::hmac_sha256})
    CHECK(sign::method_of(sign::method_name(method)) == method);
}

TEST_CASE("HMAC-SHA1 of RFC 2202") {
  const auto mac = [](std::string_view key, std::string_view text) {
    return hex(sign::hmac(text, key, sign::Method::hmac_sha1));
  };
  CHECK(mac(std::string(20, '\x0B'), "Hi There") == "b617318655057264e28bc0b6fb378c8ef146be00");
  CHECK(mac("Jefe", "what do ya want for nothing?") == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  CHECK(mac(std::string(20, '\xAA'), std::string(50, '\xDD')) == "125d7342b9ac11cd91a39af48aa17b4f63f175d3");
  CHECK(mac(std::string(80, '\xAA'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "aa4ae5e15272d00e95705637ce8a3b55ed402112");
  CHECK(mac(std::string(80, '\xAA'), "Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data") ==
        "e8e99d0f45237d786d6bbaa7965c7808bbff1a91");
}

TEST_CASE("HMAC-SHA256 of RFC 4231") {
  const auto mac = [](std::string_view key, std::string_view text) {
    return hex(sign::hmac(text, key, sign::Method::hmac_sha256));
  };
  CHECK(mac(std::string(20, '\x0B'), "Hi There") == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(mac("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(mac(std::string(20, '\xAA'), std::string(50, '\xDD')) ==
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  CHECK(mac(std::string(131, '\xAA'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("an empty key and an empty text have an HMAC") {
  CHECK(hex(sign::hmac("", "", sign::Method::hmac_sha1)) == "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d");
  CHECK(hex(sign::hmac({}, {}, sign::Method::hmac_sha256)) ==
        "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST_CASE("Base64 of RFC 4648") {
  CHECK(sign::base64("").empty());
  CHECK(sign::base64("f") == "Zg==");
  CHECK(sign::base64("fo") == "Zm8=");
  CHECK(sign::base64("foo") == "Zm9v");
  CHECK(sign::base64("foobar") == "Zm9vYmFy");
  CHECK(sign::base64(std::string_view("\xFB\xFF\0", 3)) == "+/8A");
  CHECK(sign::base64(std::string(100, 'x')).find('\n') == std::string::npos);
}

TEST_CASE("comparison in constant time compares") {
  CHECK(sign::equal_in_constant_time("", ""));
  CHECK(sign::equal_in_constant_time("abc", "abc"));
  CHECK_FALSE(sign::equal_in_constant_time("abc", "abd"));
  CHECK_FALSE(sign::equal_in_constant_time("abc", "ab"));
  CHECK_FALSE(sign::equal_in_constant_time("", "a"));
}
