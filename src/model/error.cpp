#include "model/error.hpp"

#include <memory>

#include "json/text.hpp"

namespace creditkit {

void Failure::destroy(Error* error) noexcept { const std::unique_ptr<Error> last{error}; }

Failure failure(ErrorCode code, const char* pattern, std::initializer_list<std::string_view> values,
                std::string_view parameter) {
  Failure failure{new Error};
  failure->code = code;
  failure->parameter = parameter;
  append_phrase(failure->message, pattern, values);
  return failure;
}

Failure parameter_failure(const char* pattern, std::string_view name, std::string_view what) {
  return failure(ErrorCode::parameter, pattern, {name, what}, name);
}

}  // namespace creditkit
