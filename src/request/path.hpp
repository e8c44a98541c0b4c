#pragma once

#include <string>
#include <string_view>

#include "model/error.hpp"
#include "request/query.hpp"

namespace creditkit {

/// Appends a path template such as "/users/{user_id}/credits", filled. A value stays inside its
/// segment: everything that could end it is encoded, and one that a server might take for a step up
/// ("..", "%2E.", "a/../b") is refused.
[[nodiscard]] Failure append_path(std::string& out, std::string_view path_template,
                                  const BoundQuery& query);

}  // namespace creditkit
