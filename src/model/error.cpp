#include "model/error.hpp"

namespace creditkit {

void DeleteError::operator()(Error* error) const noexcept { delete error; }

Failure failure(ErrorCode code, std::initializer_list<std::string_view> message,
                std::string_view parameter) {
  Failure failure{new Error};
  failure->code = code;
  failure->parameter = parameter;
  for (const std::string_view part : message) {
    failure->message += part;
  }
  return failure;
}

}  // namespace creditkit
