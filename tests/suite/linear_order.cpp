// SPDX-License-Identifier: MIT
#include <createproduct/suite/linear_order.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "recorded_sample.hpp"
#include "scripted_run.hpp"

using namespace createproduct;
using suite::LinearOrder;

namespace {

/// Entries by the names of their places.
struct Ordered {
  std::string unfit;  ///< what does not fit as long as `until` has not come
  std::string until;
  std::string out;
  LinearOrder order{[this](LinearOrder::Entry& entry) {
                      return entry.recorded.place != unfit || out.find(until) != std::string::npos;
                    },
                    [this](LinearOrder::Entry& entry) { out += entry.recorded.place; }};

  void take(const std::string& place, double start, double end) {
    order.take({scripted::at(start, end, scripted::recorded("", {}, place)), {}});
  }
};

}  // namespace

TEST_CASE("exchanges that do not overlap come in the order of their times") {
  Ordered ordered;
  ordered.take("b", 3, 4);
  ordered.take("a", 1, 2);
  ordered.take("c", 4, 5);
  ordered.order.flush();
  CHECK(ordered.out == "abc");
}

TEST_CASE("of those that overlap one comes first that fits") {
  Ordered ordered;
  ordered.unfit = "a";
  ordered.until = "b";
  ordered.take("a", 1, 5);
  ordered.take("b", 2, 6);
  ordered.take("c", 7, 8);
  ordered.order.flush();
  CHECK(ordered.out == "bac");
}

TEST_CASE("a refusal for want of room comes after creations of other names, and another refusal need not") {
  for (const int code : {1000, 1101}) {
    Ordered ordered;
    ordered.unfit = "a";
    ordered.until = "b";
    const auto take = [&](const char* place, const char* name, judge::Answer answer) {
      suite::Recorded recorded = scripted::at(1, 5, scripted::recorded(scripted::create(name), std::move(answer), place));
      judge::Classification request = judge::classify(recorded.exchange.sent);
      ordered.order.take({std::move(recorded), std::move(request)});
    };
    take("a", "one", scripted::refusal(code));
    take("b", "two", scripted::success("two", "ID1"));
    ordered.order.flush();
    CHECK(ordered.out == (code == 1000 ? "ba" : "ab"));
  }
}

TEST_CASE("what ends late waits for those of its name that begin when others have ended") {
  Ordered ordered;
  ordered.unfit = "a";
  ordered.until = "c";
  const auto take = [&](const char* place, const char* name, double start, double end, judge::Answer answer) {
    suite::Recorded recorded =
        scripted::at(start, end, scripted::recorded(scripted::create(name), std::move(answer), place));
    judge::Classification request = judge::classify(recorded.exchange.sent);
    ordered.order.take({std::move(recorded), std::move(request)});
  };
  take("a", "one", 1, 8, scripted::refusal(1001));
  take("b", "two", 2, 3, scripted::success("two", "ID1"));
  take("c", "one", 4, 5, scripted::success("one", "ID2"));
  ordered.order.flush();
  CHECK(ordered.out == "bca");
}

TEST_CASE("where nothing fits, what has ended comes before what ends later") {
  Ordered ordered;
  ordered.unfit = "a";
  ordered.until = "c";
  ordered.take("a", 1, 8);
  ordered.order.take({scripted::at(2, 3, scripted::recorded("", {}, "a")), {}});
  ordered.take("c", 4, 5);
  ordered.order.flush();
  CHECK(ordered.out == "aca");
}

TEST_CASE("nothing comes before what had ended when it began, fit or not") {
  Ordered ordered;
  ordered.unfit = "a";
  ordered.until = "b";
  ordered.take("a", 1, 2);
  ordered.take("b", 2, 6);
  ordered.order.flush();
  CHECK(ordered.out == "ab");
}

TEST_CASE("what has no times comes when all before it has") {
  Ordered ordered;
  ordered.take("a", 1, 2);
  ordered.order.take({scripted::recorded("", {}, "b"), {}});
  ordered.take("c", 0, 1);
  ordered.order.flush();
  CHECK(ordered.out == "abc");
}

TEST_CASE("memory is bounded whatever overlaps") {
  std::size_t held = 0;
  std::size_t most = 0;
  LinearOrder order([](LinearOrder::Entry&) { return true; }, [&](LinearOrder::Entry&) { --held; });
  for (int i = 0; i < 5000; ++i) {
    ++held;
    order.take({scripted::at(0, 1e9, scripted::recorded("", {}, "x")), {}});
    most = std::max(most, held);
  }
  CHECK(most <= LinearOrder::reach + LinearOrder::most_overlapping + 1);
  order.flush();
  CHECK(held == 0);
}
