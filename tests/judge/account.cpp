// SPDX-License-Identifier: MIT
#include <createproduct/judge/account.hpp>

#include <string>

#include <doctest/doctest.h>

using createproduct::judge::Account;
using createproduct::judge::Accounts;
using createproduct::judge::Presence;
using createproduct::judge::ProductIds;

TEST_CASE("a name with the marker is absent at first, any other may exist") {
  const Account account("salt");
  for (const char* name : {"salt", "saltaaa", "x-salt-y", "SALT", "aSaLtb"}) {
    CAPTURE(name);
    CHECK(account.presence(name) == Presence::absent);
  }
  for (const char* name : {"", "a", "sal", "salx", "slat", "s-alt"}) {
    CAPTURE(name);
    CHECK(account.presence(name) == Presence::maybe);
  }
}

TEST_CASE("the marker itself may be given in any case") {
  CHECK(Account("SaLt").presence("xsaltx") == Presence::absent);
}

TEST_CASE("a name without the marker is absent if it is known to be fresh, until it is created") {
  Account account("salt");
  account.known_fresh("a");
  CHECK(account.presence("a") == Presence::absent);
  CHECK(account.presence("A") == Presence::maybe);
  CHECK_FALSE(account.has_seen("a"));
  account.in_doubt("a");
  CHECK(account.presence("a") == Presence::maybe);
  account.created("a");
  account.known_fresh("a");
  CHECK(account.presence("a") == Presence::present);
  account.known_fresh("A");
  CHECK(account.presence("A") == Presence::maybe_by_case);
}

TEST_CASE("without a marker nothing is known to be fresh") {
  CHECK(Account().presence("fruit") == Presence::maybe);
  CHECK(Account("").presence("") == Presence::maybe);
}

TEST_CASE("a created name is present and counts once") {
  Account account("salt");
  account.created("salta");
  CHECK(account.presence("salta") == Presence::present);
  CHECK(account.presence("saltb") == Presence::absent);
  account.created("salta");
  CHECK(account.count() == 1);
  account.created("a");
  CHECK(account.presence("a") == Presence::present);
  CHECK(account.count() == 2);
}

TEST_CASE("doubt makes an absent name possible and leaves a present one alone") {
  Account account("salt");
  account.in_doubt("salta");
  account.in_doubt("salta");
  CHECK(account.presence("salta") == Presence::maybe);
  CHECK(account.count() == 0);
  CHECK(account.most() == 1);
  account.created("salta");
  CHECK(account.presence("salta") == Presence::present);
  CHECK(account.count() == 1);
  CHECK(account.most() == 1);
  account.in_doubt("salta");
  CHECK(account.presence("salta") == Presence::present);
  CHECK(account.most() == 1);
}

TEST_CASE("a name that may be taken instead of another counts no product") {
  Account account("salt");
  account.in_doubt_instead("salta");
  CHECK(account.presence("salta") == Presence::maybe);
  CHECK(account.presence("SALTA") == Presence::maybe_by_case);
  CHECK(account.most() == 0);
  // Until a request of its own may have created it.
  account.in_doubt("salta");
  CHECK(account.most() == 1);
  account.created("salta");
  CHECK(account.count() == 1);
  CHECK(account.most() == 1);
  account.in_doubt_instead("salta");
  CHECK(account.presence("salta") == Presence::present);
}

TEST_CASE("products without a known name count as possible ones") {
  Account account;
  account.created_nameless();
  account.created_nameless();
  CHECK(account.count() == 0);
  CHECK(account.most() == 2);
}

TEST_CASE("a name that differs only in case may exist, in either direction") {
  for (const bool upper_first : {false, true}) {
    CAPTURE(upper_first);
    const std::string first = upper_first ? "SALTa" : "salta";
    const std::string second = upper_first ? "salta" : "SALTa";
    Account account("salt");
    account.created(first);
    CHECK(account.presence(second) == Presence::maybe_by_case);
    CHECK(account.presence("SaLtA") == Presence::maybe_by_case);
    CHECK(account.case_variant_created(second));
    CHECK(account.presence("saltb") == Presence::absent);
    CHECK_FALSE(account.case_variant_created("saltb"));
    account.created(second);
    CHECK(account.presence(second) == Presence::present);
    CHECK(account.presence(first) == Presence::present);
    CHECK(account.count() == 2);
  }
}

TEST_CASE("doubt about a name is doubt about its case variants, but no more") {
  Account account("salt");
  account.in_doubt("SALTa");
  account.in_doubt("saltb");
  for (const char* name : {"salta", "SALTB"}) {
    CAPTURE(name);
    CHECK(account.presence(name) == Presence::maybe_by_case);
    CHECK_FALSE(account.case_variant_created(name));
  }
  account.created("SALTa");
  CHECK(account.case_variant_created("salta"));
  account.in_doubt("SAlta");
  CHECK(account.case_variant_created("salta"));
}

TEST_CASE("what may exist from the beginning may do so whatever the case of its letters") {
  Account account("salt");
  account.created("Q");
  CHECK(account.presence("q") == Presence::maybe);
  CHECK(account.presence("r") == Presence::maybe);
}

TEST_CASE("refusals are remembered by name and make nothing exist") {
  Account account("salt");
  CHECK_FALSE(account.refused_before("salta"));
  account.refused("salta");
  CHECK(account.refused_before("salta"));
  CHECK_FALSE(account.refused_before("saltb"));
  CHECK(account.presence("salta") == Presence::absent);
  CHECK(account.presence("SALTA") == Presence::absent);
  CHECK_FALSE(account.has_seen("salta"));
  account.in_doubt("salta");
  CHECK(account.has_seen("salta"));
  CHECK(account.refused_before("salta"));
}

TEST_CASE("an account is full when it was seen to be, until a product is created") {
  Account account("salt");
  CHECK_FALSE(account.may_be_full());
  account.seen_full();
  CHECK(account.full());
  CHECK(account.may_be_full());
  CHECK_FALSE(account.beyond_quota());
  account.created("salta");
  CHECK_FALSE(account.full());
  CHECK_FALSE(account.may_be_full());
}

TEST_CASE("a known quota is reached by certain products, and perhaps by possible ones") {
  Account account("salt");
  account.quota = 2;
  account.created("salta");
  CHECK_FALSE((account.beyond_quota() || account.may_be_full()));
  account.in_doubt("saltb");
  CHECK_FALSE(account.beyond_quota());
  CHECK(account.may_be_full());
  account.created("saltc");
  CHECK(account.beyond_quota());
  CHECK(account.may_be_full());
}

TEST_CASE("a quota of nothing is reached at once") {
  Account account;
  account.quota = 0;
  CHECK(account.beyond_quota());
}

TEST_CASE("an id belongs to the first name that claims it") {
  ProductIds ids;
  CHECK_FALSE(ids.claim("X", "a"));
  CHECK_FALSE(ids.claim("x", "b"));
  CHECK(ids.claim("X", "c") == "a");
  CHECK(ids.claim("X", "a") == "a");
}

TEST_CASE("accounts of one service are kept apart and stay where they are") {
  Accounts accounts("salt");
  Account& first = accounts.at("first");
  first.created("salta");
  for (int i = 0; i < 100; ++i) accounts.at("account " + std::to_string(i)).in_doubt("saltb");
  CHECK(&accounts.at("first") == &first);
  CHECK(first.presence("salta") == Presence::present);
  CHECK(first.presence("saltb") == Presence::absent);
  CHECK(accounts.at("second").presence("salta") == Presence::absent);
}

TEST_CASE("a name exists elsewhere if another account has it or may have it") {
  Accounts accounts("salt");
  Account& first = accounts.at("first");
  Account& second = accounts.at("second");
  first.created("salta");
  second.in_doubt("saltb");
  second.refused("saltc");
  CHECK(accounts.elsewhere("salta", second));
  CHECK_FALSE(accounts.elsewhere("salta", first));
  CHECK(accounts.elsewhere("saltb", first));
  CHECK_FALSE(accounts.elsewhere("saltc", first));
  CHECK_FALSE(accounts.elsewhere("a", first));
}

TEST_CASE("a deleted product makes room, and its name may be free again or not") {
  Account account("salt");
  account.created("salta");
  account.created("saltB");
  account.seen_full();
  account.deleted("salta");
  CHECK(account.count() == 1);
  CHECK(account.most() == 1);
  CHECK_FALSE(account.full());
  CHECK(account.presence("salta") == Presence::maybe);
  CHECK(account.has_seen("salta"));
  account.deleted("salta");
  CHECK(account.count() == 1);
  account.created("salta");
  CHECK(account.count() == 2);
  CHECK(account.presence("salta") == Presence::present);
  CHECK(account.case_variant_created("saltb") == true);
  account.deleted("saltB");
  CHECK_FALSE(account.case_variant_created("saltb"));
  CHECK(account.presence("saltb") == Presence::maybe_by_case);
}

TEST_CASE("a product that may have been deleted counts as one that may exist") {
  Account account("salt");
  account.created("salta");
  account.seen_full();
  account.deleted("salta", false);
  CHECK(account.count() == 0);
  CHECK(account.most() == 1);
  CHECK(account.full());
  CHECK(account.presence("salta") == Presence::maybe);
  account.deleted("salta");
  CHECK(account.most() == 0);
  account.in_doubt("saltb");
  account.deleted("saltb");
  CHECK(account.most() == 0);
  account.deleted("saltc");
  CHECK(account.presence("saltc") == Presence::absent);
}

TEST_CASE("an account that forgets holds in doubt what it held") {
  Account account("salt");
  account.created("saltA");
  account.created("saltb");
  account.in_doubt("saltc");
  account.forget();
  CHECK(account.presence("saltA") == Presence::maybe);
  CHECK(account.presence("salta") == Presence::maybe_by_case);
  CHECK(!account.case_variant_created("salta"));
  CHECK(account.count() == 0);
  CHECK(account.most() == 3);
  account.created("saltA");
  CHECK(account.presence("saltA") == Presence::present);
  CHECK(account.count() == 1);
  CHECK(account.most() == 3);

  Accounts accounts("salt");
  CHECK(!accounts.ids.claim("id", "salta"));
  accounts.at("first").created("salta");
  accounts.forget();
  CHECK(!accounts.ids.claim("id", "saltb"));
  CHECK(accounts.at("first").presence("salta") == Presence::maybe);
}
