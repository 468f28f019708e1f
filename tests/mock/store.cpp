// SPDX-License-Identifier: MIT
#include <createproduct/mock/store.hpp>

#include <string>

#include <doctest/doctest.h>

using namespace createproduct::mock;

namespace {

Creation creation(std::string_view account, std::string_view name) {
  Creation out;
  out.account = account;
  out.name = name;
  return out;
}

struct Fixture {
  explicit Fixture(std::size_t quota = 2000) { configuration.quota = quota; }
  Created make(std::string_view name, std::string_view account = "a") {
    return store.create(creation(account, name), configuration.behaviour);
  }
  Configuration configuration;
  Store store{configuration};
};

}  // namespace

TEST_CASE("a store makes products and refuses their names afterwards") {
  Fixture f;
  const Created first = f.make("one");
  CHECK(first.defect == Defect::none);
  CHECK_FALSE(first.id.empty());
  CHECK(first.previous_name.empty());
  const Created second = f.make("two");
  CHECK(second.id != first.id);
  CHECK(second.previous_name == "one");
  CHECK(f.make("one").defect == Defect::duplicate_name);
  CHECK(f.make("One").defect == Defect::none);
  CHECK(f.store.size() == 3);
  CHECK(f.store.has("a", "one"));
  CHECK_FALSE(f.store.has("a", "three"));
  CHECK_FALSE(f.store.has("b", "one"));
}

TEST_CASE("a store keeps accounts apart") {
  Fixture f(2);
  const std::string id = f.make("one", "a").id;
  CHECK(f.make("one", "b").id != id);
  CHECK(f.make("two", "a").defect == Defect::none);
  CHECK(f.make("three", "a").defect == Defect::over_quota);
  CHECK(f.make("three", "b").defect == Defect::none);
  CHECK(f.store.size("a") == 2);
  CHECK(f.store.size("b") == 2);
  CHECK(f.store.size("c") == 0);
}

TEST_CASE("a duplicate is reported before a full account, or after") {
  Fixture f(1);
  static_cast<void>(f.make("one"));
  CHECK(f.make("one").defect == Defect::duplicate_name);
  f.configuration.behaviour.precedence.quota_before_duplicate = true;
  CHECK(f.make("one").defect == Defect::over_quota);
}

TEST_CASE("a removed product makes room and frees its name") {
  Fixture f(1);
  const std::string id = f.make("one").id;
  CHECK_FALSE(f.store.remove("b", id, f.configuration.behaviour));
  CHECK_FALSE(f.store.remove("a", id + "X", f.configuration.behaviour));
  CHECK(f.store.remove("a", id, f.configuration.behaviour));
  CHECK_FALSE(f.store.remove("a", id, f.configuration.behaviour));
  CHECK(f.store.size() == 0);
  const Created again = f.make("one");
  CHECK(again.defect == Defect::none);
  CHECK(again.id != id);
  f.configuration.behaviour.naming.frees_deleted_names = false;
  CHECK(f.store.remove("a", again.id, f.configuration.behaviour));
  CHECK(f.make("one").defect == Defect::duplicate_name);
}

TEST_CASE("products of one name are removed one by one") {
  Fixture f;
  f.configuration.behaviour.waive(Defect::duplicate_name);
  const std::string first = f.make("one").id;
  const std::string second = f.make("one").id;
  CHECK(first != second);
  CHECK(f.store.remove("a", first, f.configuration.behaviour));
  CHECK(f.store.has("a", "one"));
  CHECK(f.store.remove("a", second, f.configuration.behaviour));
  CHECK_FALSE(f.store.has("a", "one"));
  CHECK(f.store.size("a") == 0);
}

TEST_CASE("ids may be taken for names") {
  Fixture f;
  const std::string id = f.make("one").id;
  f.configuration.behaviour.naming.taken_by_ids = true;
  CHECK(f.make(id).defect == Defect::duplicate_name);
  CHECK(f.make("two").defect == Defect::none);
  f.configuration.behaviour.naming.taken_by_ids = false;
  CHECK(f.make(id).defect == Defect::none);
}

TEST_CASE("would_refuse changes nothing") {
  Fixture f(1);
  const auto would = [&f](std::string_view name) {
    return f.store.would_refuse(creation("a", name), f.configuration.behaviour);
  };
  CHECK(would("one") == Defect::none);
  CHECK(would("one") == Defect::none);
  CHECK(f.store.size() == 0);
  static_cast<void>(f.make("one"));
  CHECK(would("one") == Defect::duplicate_name);
  CHECK(would("two") == Defect::over_quota);
}

TEST_CASE("a refusal leaves nothing behind unless a rule says so") {
  Fixture f(3);
  f.store.refused(creation("a", "one"), Defect::region_value, f.configuration.behaviour);
  CHECK(f.make("one").defect == Defect::none);
  f.configuration.behaviour.naming.reserved_by = {Defect::region_value};
  f.store.refused(creation("a", "two"), Defect::region_kind, f.configuration.behaviour);
  CHECK(f.make("two").defect == Defect::none);
  f.store.refused(creation("a", "three"), Defect::region_value, f.configuration.behaviour);
  CHECK(f.make("three").defect == Defect::duplicate_name);
  f.configuration.behaviour.quota.counts_refusals = true;
  f.store.refused(creation("a", "four"), Defect::region_kind, f.configuration.behaviour);
  CHECK(f.make("four").defect == Defect::over_quota);
}

TEST_CASE("the largest quota is never reached, and slack moves a limit no further than its ends") {
  constexpr std::size_t largest = static_cast<std::size_t>(-1);
  for (const int slack : {-1, 0, 1}) {
    Fixture f(largest);
    f.configuration.behaviour.quota.slack = slack;
    CHECK(f.make("one").defect == Defect::none);
  }
  Fixture f(1);
  f.configuration.behaviour.quota.slack = -2;
  CHECK(f.make("one").defect == Defect::over_quota);
  f.configuration.behaviour.quota.slack = 1;
  CHECK(f.make("one").defect == Defect::none);
  CHECK(f.make("two").defect == Defect::none);
  CHECK(f.make("three").defect == Defect::over_quota);
}

TEST_CASE("an account can begin with products") {
  Fixture f(80);
  f.configuration.behaviour.quota.old_products = 70;
  CHECK(f.make("z").defect == Defect::duplicate_name);
  CHECK(f.make("fruit").defect == Defect::duplicate_name);
  CHECK(f.make("fresh").defect == Defect::none);
  CHECK(f.store.size("a") == 71);
}

TEST_CASE("an existing product may be handed out again") {
  Fixture f;
  const std::string id = f.make("one").id;
  f.configuration.behaviour.naming.answers_with_old_product = true;
  const Created again = f.make("one");
  CHECK(again.defect == Defect::none);
  CHECK(again.id == id);
  CHECK(f.store.size() == 1);
}

TEST_CASE("names can be compared by a key") {
  Fixture f;
  f.configuration.behaviour.naming.key = NamingRule::Key::any_case;
  const std::string id = f.make("One").id;
  CHECK(f.make("oNE").defect == Defect::duplicate_name);
  CHECK(f.store.remove("a", id, f.configuration.behaviour));
  CHECK(f.make("oNE").defect == Defect::none);
}
