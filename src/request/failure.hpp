#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

#include "model/error.hpp"

namespace creditkit {

/// An error of the client's own making, `parameter` being the query parameter or option at fault.
inline std::unexpected<Error> failure(ErrorCode code, std::string message,
                                      std::string_view parameter = {}) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  error.parameter = parameter;
  return std::unexpected(std::move(error));
}

}  // namespace creditkit
