#pragma once

#include <optional>
#include <string>

#include "request/http_request.hpp"
#include "world.hpp"

namespace simulation {

/// A paging parameter of a request, as a server reads it: decoded from query, form and header, raw
/// from a JSON body. Written without the core's own encoders, which are under test.
[[nodiscard]] std::optional<std::string> parameter(const creditkit::HttpRequest& request,
                                                   Place place, const std::string& name);

}  // namespace simulation
