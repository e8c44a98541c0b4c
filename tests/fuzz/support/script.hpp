#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bytes.hpp"
#include "lists.hpp"

namespace fuzz {

/// One answer of the scripted vendor.
struct Answer {
  int status = 200;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  std::vector<std::string> ids;  ///< of the rows in the body, where it is a page
};

/// A vendor that does what the input's bytes say: the rows that it serves, its cursors, flags and
/// totals, its failures. Bytes of 0 make an honest page of the next rows; where the bytes end, so
/// does the list.
class Script {
 public:
  Script(const List& list, Bytes& bytes) : list_{&list}, bytes_{&bytes} {}

  /// The answer to the next request. `endless`: more pages follow where the bytes have ended.
  Answer answer(bool endless);

  /// The input has no more to say.
  [[nodiscard]] bool ended() const { return bytes_->empty(); }

 private:
  Answer page();
  Answer closing_page() const;
  Answer page_of(std::vector<std::string> ids, std::uint8_t signals);
  std::vector<std::string> draw_ids();
  std::string fresh_id() { return "r" + std::to_string(rows_++); }
  std::string fresh_cursor();
  [[nodiscard]] std::string drawn_cursor(unsigned form);

  const List* list_;
  Bytes* bytes_;
  std::size_t rows_ = 0;
  std::size_t cursor_count_ = 0;
  std::vector<std::string> cursors_;  ///< that were given
  std::vector<std::string> ids_;      ///< of the page before
};

}  // namespace fuzz
