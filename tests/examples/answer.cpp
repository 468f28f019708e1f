// SPDX-License-Identifier: MIT
#include <iostream>
#include <string_view>

#include <createproduct/model.hpp>
#include <createproduct/wire.hpp>

void read(std::string_view body) {
  const auto answer = createproduct::wire::parse_response(body);
  if (!answer) {
    std::cout << "not an answer: " << answer.error().text() << "\n";
  } else if (answer->is_success()) {
    std::cout << "created " << answer->product_name.value_or("?") << " as " << answer->product_id.value_or("?") << "\n";
  } else if (answer->module_code() == static_cast<int>(createproduct::ModuleCode::duplicate_name)) {
    std::cout << "the name is taken\n";
  } else {
    std::cout << "refused: " << answer->message << "\n";
  }
}

int main() {
  read(R"({"code":0,"message":"","codeDesc":"Success","productName":"pump-1","productID":"ABCDEFGH12"})");
  read(R"({"code":4000,"message":"(1001)name exists","codeDesc":"InvalidParameter"})");
  read(R"({"code":4000,"message":"(1101)productName is too long","codeDesc":"InvalidParameter"})");
  read(R"({"code":"0"})");
}
