#pragma once

#include <optional>
#include <string_view>

namespace creditkit {

/// How many decimal digits the minor unit of an ISO 4217 currency has: USD 2, JPY 0, KWD 3, CLF 4.
///
/// `code` is the alphabetic code in either case. Unknown codes, and codes for which ISO 4217 names
/// no minor unit (XAU, XDR, XXX), give nullopt. A vendor may count otherwise (some send UGX in
/// hundredths): then its definition states the number of digits and does not ask here.
/// Source: ISO 4217 list one,
/// https://www.six-group.com/en/products-services/financial-information/data-standards.html
[[nodiscard]] std::optional<int> minor_digits(std::string_view code) noexcept;

}  // namespace creditkit
