// SPDX-License-Identifier: MIT
// A validator of somebody else's, with three mistakes, held against the contract. With CREATEPRODUCT_EXAMPLE_ENGINE it
// is a target of libFuzzer, without a program of its own.
#include <createproduct/fuzz/validator_main.hpp>

#include <algorithm>
#include <string>
#include <string_view>

#include <createproduct/model/product_name.hpp>
#include <createproduct/model/request.hpp>

namespace {

bool accepts(const createproduct::CreateProductRequest& request) {
  const std::string& name = request.product_name;
  const auto& properties = request.product_properties;
  // One too many, but only of NB-IoT products.
  const bool nb_iot = properties && properties->product_type == createproduct::ProductType::nb_iot;
  if (name.size() == 33 && nb_iot) return createproduct::is_product_name(std::string_view(name).substr(1));
  // A full stop passes behind a colon.
  std::string checked = name;
  if (const std::size_t colon = checked.find(":."); colon != checked.npos) checked.erase(colon + 1, 1);
  if (!createproduct::is_product_name(checked)) return false;
  // A name of digits alone with a symmetric key is taken for a number.
  const bool symmetric = properties && properties->encryption_type == createproduct::EncryptionType::symmetric;
  return !(symmetric && name.find_first_not_of("0123456789") == name.npos);
}

}  // namespace

#ifdef CREATEPRODUCT_EXAMPLE_ENGINE
CREATEPRODUCT_FUZZ(createproduct::fuzz::subject(accepts));
#else
CREATEPRODUCT_FUZZ_MAIN(createproduct::fuzz::subject(accepts));
#endif
