#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "model/error.hpp"
#include "model/page.hpp"
#include "provider/plan.hpp"
#include "request/query.hpp"

namespace creditkit {

/// One header of a response; the name in any case.
struct Header {
  std::string_view name;
  std::string_view value;
};

/// What came back for one request. Texts are compared and copied in whole words: behind `body`,
/// `body_padding` bytes can be read, of which the first is NUL.
struct Response {
  static constexpr std::size_t body_padding = 16;

  int status = 200;
  std::span<const Header> headers;
  std::string_view body;
};

/// Reads the responses of one operation. Made once for a walk: it learns the layout of the rows
/// from each page and keeps its buffers, so that a warm call allocates nothing.
class Normalizer {
 public:
  /// `operation` and the texts of `query` outlive the normalizer.
  Normalizer(const Operation& operation, const BoundQuery& query);
  ~Normalizer();
  Normalizer(Normalizer&&) noexcept;
  Normalizer& operator=(Normalizer&&) noexcept;
  Normalizer(const Normalizer&) = delete;
  Normalizer& operator=(const Normalizer&) = delete;

  /// Reads one response into `page`, whose former content is dropped and whose capacity is kept.
  /// Verdicts, in order:
  /// - no JSON: ErrorCode::api where the status is 400 or more, else ErrorCode::format
  /// - status of 400 or more: ErrorCode::api with the vendor's code, message and correlation id
  /// - status other than 2xx: ErrorCode::format
  /// - success rule: ErrorCode::api
  /// - rows, amounts …: ErrorCode::format with the pointer of the member; never a part of a page
  /// Rows without an id of the vendor's keep a null id cell: see write_synthetic_ids().
  /// `include_raw` fills TextColumn::raw with each row's own JSON text.
  [[nodiscard]] Checked<void> read(const Response& response, bool include_raw, Page& page);

 private:
  class Reading;
  std::unique_ptr<Reading> reading_;
};

}  // namespace creditkit
