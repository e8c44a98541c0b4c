#include "json_oracle.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <vector>

#include "json/reader.hpp"
#include "require.hpp"

namespace fuzz {
namespace {

using nlohmann::json;

/// Takes every event, builds nothing, and remembers the names of each open object.
class Witness {
 public:
  explicit Witness(JsonVerdict& verdict) : verdict_{&verdict} {}

  static bool null() { return true; }
  static bool boolean(bool /*value*/) { return true; }
  static bool number_integer(json::number_integer_t /*value*/) { return true; }
  static bool number_unsigned(json::number_unsigned_t /*value*/) { return true; }
  static bool number_float(json::number_float_t /*value*/, const std::string& /*text*/) {
    return true;
  }
  static bool string(std::string& /*value*/) { return true; }
  static bool binary(json::binary_t& /*value*/) { return false; }
  bool start_object(std::size_t /*size*/) {
    names_.emplace_back();
    return true;
  }
  bool key(const std::string& name) {
    verdict_->repeats_a_name |= !names_.back().insert(name).second;
    return true;
  }
  bool end_object() {
    names_.pop_back();
    return true;
  }
  static bool start_array(std::size_t /*size*/) { return true; }
  static bool end_array() { return true; }
  bool parse_error(std::size_t /*byte*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& error) {
    constexpr int number_overflow = 406;
    verdict_->number_too_large = error.id == number_overflow;
    verdict_->lone_surrogate = std::string_view{error.what()}.contains("surrogate");
    return false;
  }

 private:
  JsonVerdict* verdict_;
  std::vector<std::set<std::string>> names_;
};

bool is_known_refusal(const creditkit::SyntaxFault& fault, std::string_view body) {
  using enum creditkit::Expected;
  return fault.expected == less_depth || fault.expected == no_byte_order_mark ||
         (fault.byte < body.size() && body[fault.byte] == '\0');
}

std::optional<std::vector<std::string>> tokens_of(std::string_view pointer) {
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] == '/') {
      tokens.emplace_back();
      continue;
    }
    if (tokens.empty()) {
      return std::nullopt;
    }
    if (pointer[i] != '~') {
      tokens.back() += pointer[i];
      continue;
    }
    ++i;
    if (i == pointer.size() || (pointer[i] != '0' && pointer[i] != '1')) {
      return std::nullopt;
    }
    tokens.back() += pointer[i] == '0' ? '~' : '/';
  }
  return tokens;
}

const json* element_of(const json& array, const std::string& token) {
  const bool is_index = !token.empty() && token.size() < 10 && (token == "0" || token[0] != '0') &&
                        token.find_first_not_of("0123456789") == std::string::npos;
  if (!is_index) {
    return nullptr;
  }
  const std::size_t index = std::stoul(token);
  return index < array.size() ? &array[index] : nullptr;
}

}  // namespace

JsonVerdict judge_json(std::string_view text) {
  JsonVerdict verdict;
  Witness witness{verdict};
  verdict.accepted = json::sax_parse(text.begin(), text.end(), &witness);
  return verdict;
}

void require_same_verdict(std::string_view body) {
  const auto fault = creditkit::check_json(body);
  const JsonVerdict theirs = judge_json(body);
  if (fault) {
    require(fault->byte <= body.size(), "a fault stands inside the body");
    require(!theirs.accepted || is_known_refusal(*fault, body), "what is JSON is accepted",
            creditkit::describe(*fault, body));
    return;
  }
  require(theirs.accepted || theirs.lone_surrogate || theirs.number_too_large,
          "what is no JSON is refused");
}

bool is_pointer(std::string_view text) { return tokens_of(text).has_value(); }

PointerVerdict follow_pointer(std::string_view text, std::string_view pointer) {
  const auto tokens = tokens_of(pointer);
  if (!tokens) {
    return PointerVerdict::malformed;
  }
  const json root = json::parse(text, nullptr, false);
  const json* value = &root;
  for (const std::string& token : *tokens) {
    if (value->is_object()) {
      const auto found = value->find(token);
      value = found == value->end() ? nullptr : &*found;
    } else {
      value = value->is_array() ? element_of(*value, token) : nullptr;
    }
    if (value == nullptr) {
      return PointerVerdict::leads_nowhere;
    }
  }
  return PointerVerdict::leads_to_value;
}

}  // namespace fuzz
