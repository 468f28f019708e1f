// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "contract_probe.hpp"
#include "state_scripts.hpp"

/// Whether requests are served alike whatever their length, the order of their parameters, their Content-Type, the
/// time they come at, and what else is under way.
namespace createproduct::mock_test::scripts {

inline Question properties_first(std::string name, std::string properties, std::string method) {
  return {{{"productProperties", std::move(properties)}, {"productName", std::move(name)}}, std::move(method), {}, {}, {}};
}

inline void shapes(Probe& probe) {
  const std::string wide = std::string(1500, ' ') + plain_properties;
  for (const char* method : {"GET", "POST"}) {
    Session session(probe);
    session.ask(with_properties("wide", wide, method), accepted({"common.method"}));
    session.ask(with_properties("wide", wide, method), duplicate);
    session.ask(with_properties("wi.de", wide, method), refused({1101}, {"product-name.alphabet"}));
    session.ask(properties_first("First-1", plain_properties, method), accepted({"common.encoding"}));
    session.ask(properties_first("fi.rst", plain_properties, method), refused({1101}, {"product-name.alphabet"}));
    session.ask(properties_first(std::string(33, 'n'), plain_properties, method),
                refused({1101}, {"product-name.max-length"}));
    session.ask(with_properties("sym.metric", R"({"productDescription":"d","region":"gz","encryptionType":"2"})", method),
                refused({1101}, {"product-name.alphabet"}));
  }
  for (const char* type : {"application/x-www-form-urlencoded; charset=utf-8", "Application/X-WWW-Form-URLEncoded"}) {
    Session session(probe);
    Question question = named("typed", "POST");
    question.content_type = type;
    session.ask(question, accepted({"common.method"}));
  }
}

inline void later(Probe& probe) {
  Session session(probe);
  session.ask(named("kept"), distinct);
  session.clock().milliseconds += 5000;
  session.ask(named("kept"), duplicate);
  session.ask(with_properties("sh", R"({"productDescription":"d","region":"sh"})"), refused({1101}, {"region.values"}));
}

inline void full_account(Probe& probe) {
  const mock::QuotaRule& rule = probe.configuration.otherwise.quota;
  if (rule.most <= 200 || rule.old_products != 0 || probe.noisy) return;
  const Demand full = refused({1000}, {"error.quota"});
  Session session(probe, 3);
  for (int i = 0; i < 3; ++i)
    session.ask(with_properties("nb-" + std::to_string(i),
                                R"({"productDescription":"d","region":"gz","productType":2})"),
                accepted({"error.quota"}));
  session.ask(named("beyond"), full);
  session.ask(named("beyond"), full);
}

}  // namespace createproduct::mock_test::scripts
