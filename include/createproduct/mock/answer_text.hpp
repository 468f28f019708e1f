// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include <createproduct/mock/answer_shape.hpp>
#include <createproduct/mock/text.hpp>

/// The texts that stand in the fields of an answer, and what may be put around the whole.
namespace createproduct::mock {

/// The description of a module code in Chinese.
[[nodiscard]] constexpr std::string_view chinese_text(int module_code) noexcept {
  switch (module_code) {
    case 1000: return "产品数量已达上限";
    case 1001: return "产品名称重复";
    case 1100: return "服务内部错误";
    case 1101: return "参数错误";
    default: return "请求失败";
  }
}

/// The message of a refusal with a module code. `text` follows the code.
[[nodiscard]] inline std::string module_message(int module_code, int public_code, std::string_view text,
                                                MessageForm form) {
  const std::string code = std::to_string(module_code);
  const auto joined = [](std::string_view before, std::string_view middle, std::string_view after,
                         std::string_view rest) {
    std::string message;
    message.reserve(before.size() + middle.size() + after.size() + rest.size());
    return message.append(before).append(middle).append(after).append(rest);
  };
  switch (form) {
    case MessageForm::documented: return joined("(", code, ")", text);
    case MessageForm::brackets: return joined("[", code, "]", text);
    case MessageForm::braces: return joined("{", code, "}", text);
    case MessageForm::colon: return joined("", code, ": ", text);
    case MessageForm::unclosed: return joined("(", code, " ", text);
    case MessageForm::unopened: return joined("", code, ")", text);
    case MessageForm::no_parentheses: return joined("", code, " ", text);
    case MessageForm::full_width: return joined("\xEF\xBC\x88", code, "\xEF\xBC\x89", text);
    case MessageForm::full_width_digits: {
      std::string digits;
      for (const char digit : code) text::append_utf8(static_cast<char32_t>(0xFF10 + (digit - '0')), digits);
      return joined("(", digits, ")", text);
    }
    case MessageForm::text_first: return joined(text, " (", code, ")");
    case MessageForm::plain: return std::string(text);
    case MessageForm::leading_space: return joined(" (", code, ")", text);
    case MessageForm::inner_spaces: return joined("( ", code, " )", text);
    case MessageForm::lettered: return joined("(E", code, ")", text);
    case MessageForm::hexadecimal: {
      constexpr std::string_view digits = "0123456789ABCDEF";
      std::string hex;
      for (int rest = module_code; rest > 0; rest /= 16)
        hex.insert(hex.begin(), digits[static_cast<unsigned>(rest % 16)]);
      return joined("(0x", hex, ")", text);
    }
    case MessageForm::doubled: return joined("((", code, "))", text);
    case MessageForm::public_code: return joined("(", std::to_string(public_code), ")", text);
    case MessageForm::number: return code;
    case MessageForm::empty: return {};
    case MessageForm::spaced: return joined("(", code, ") ", text);
  }
  return {};
}

/// productName of a success for a product called `name`.
[[nodiscard]] inline std::string echoed(std::string_view name, std::string_view account, std::string_view previous,
                                        Echo echo) {
  switch (echo) {
    case Echo::exact: break;
    case Echo::lower_case: return text::lowered(name);
    case Echo::upper_case: return text::uppered(name);
    case Echo::first_16: return std::string(name.substr(0, 16));
    case Echo::first_31: return std::string(name.substr(0, 31));
    case Echo::percent_encoded: {
      std::string out;
      for (const char byte : name) byte == ':' ? out.append("%3A") : out.append(1, byte);
      return out;
    }
    case Echo::colon_replaced: {
      std::string out(name);
      std::replace(out.begin(), out.end(), ':', '_');
      return out;
    }
    case Echo::trimmed: return std::string(text::trimmed(name, "-_"));
    case Echo::no_leading_zeros: return std::string(name.substr(std::min(name.find_first_not_of('0'), name.size())));
    case Echo::previous: return std::string(previous.empty() ? name : previous);
    case Echo::qualified: return std::string(account).append("/").append(name);
    case Echo::empty: return {};
    case Echo::constant: return "product";
  }
  return std::string(name);
}

/// `body`, which is a JSON object, wrapped. `code` and `message` are its fields, for forms that repeat them.
[[nodiscard]] inline std::string wrapped(std::string body, int code, std::string_view message, Wrapper wrapper) {
  const auto around = [&body](std::string_view before, std::string_view after) {
    return std::string(before).append(body).append(after);
  };
  const std::string number = std::to_string(code);
  switch (wrapper) {
    case Wrapper::none: break;
    case Wrapper::array: return around("[", "]");
    case Wrapper::data: return around("{\"data\":", "}");
    case Wrapper::response: return around("{\"Response\":", "}");
    case Wrapper::quoted: {
      std::string out = "\"";
      for (const char byte : body) {
        if (byte == '"' || byte == '\\') out.push_back('\\');
        byte == '\n' ? out.append("\\n") : out.append(1, byte);
      }
      return out + "\"";
    }
    case Wrapper::jsonp: return around("callback(", ");");
    case Wrapper::xml:
      return "<?xml version=\"1.0\"?><response><code>" + number + "</code><message>" + std::string(message) +
             "</message></response>";
    case Wrapper::html: return "<html><body><h1>" + number + "</h1><p>" + std::string(message) + "</p></body></html>";
    case Wrapper::form: return "code=" + number + "&message=" + std::string(message);
    case Wrapper::nothing: return {};
    case Wrapper::trailing_text: return around("", "\n<!-- served in 3 ms -->");
    case Wrapper::leading_text: return around("OK ", "");
    case Wrapper::byte_order_mark: return around("\xEF\xBB\xBF", "");
    case Wrapper::other_code_first: body.insert(1, code == 0 ? "\"code\":4000," : "\"code\":0,"); break;
    case Wrapper::twice: return body + body;
    case Wrapper::single_quotes: std::replace(body.begin(), body.end(), '"', '\''); break;
    case Wrapper::trailing_comma: body.insert(body.size() - 1, ","); break;
    case Wrapper::cut_short: body.pop_back(); break;
    case Wrapper::bare_keys: std::erase(body, '"'); break;
    case Wrapper::gbk_message:
      // "invalid parameter" in GBK, which no reader of UTF-8 takes.
      return "{\"code\":" + number +
             ",\"message\":\"(1101)\xB2\xCE\xCA\xFD\xB4\xED\xCE\xF3\",\"codeDesc\":\"InvalidParameter\"}";
  }
  return body;
}

}  // namespace createproduct::mock
