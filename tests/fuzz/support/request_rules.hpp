#pragma once

#include <string>
#include <string_view>

#include "provider/plan.hpp"
#include "request/http_request.hpp"

namespace fuzz {

/// "https://api.example.com:443" of an absolute URL; empty where it is none.
[[nodiscard]] std::string_view origin_of(std::string_view url);
/// The URL up to its query.
[[nodiscard]] std::string_view path_of(std::string_view url);

/// A request goes to the plan's own origin, in visible ASCII, with each header once and without the
/// key.
void require_sound_request(const creditkit::HttpRequest& request, const creditkit::Plan& plan);

}  // namespace fuzz
