#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dice.hpp"
#include "request/http_request.hpp"
#include "world.hpp"

namespace simulation {

/// A row of the list. Rows stand in the order of `key`, so that one can come between two others.
struct Row {
  std::uint64_t serial = 0;
  std::uint64_t key = 0;
  bool was_there_at_the_start = true;
};

struct Answer {
  int status = 200;
  std::string header_name;  ///< one header, or none
  std::string header_value;
  std::string body;
};

/// What the vendor knows of its own answer: the oracle's material.
struct Served {
  std::vector<std::uint64_t> serials;
  std::optional<std::uint64_t> total;
  std::optional<bool> more;
  std::uint32_t asked = 0;
};

/// The server of a world, with its list and its faults.
class Vendor {
 public:
  explicit Vendor(const World& world);

  Answer answer(const creditkit::HttpRequest& request);

  [[nodiscard]] const Served& served() const { return served_; }
  [[nodiscard]] const std::vector<Row>& list() const { return list_; }
  [[nodiscard]] std::uint64_t answers() const { return answers_; }
  /// What a request did wrong: a cursor that is not the one that was given. Empty: nothing.
  [[nodiscard]] const std::string& complaint() const { return complaint_; }
  [[nodiscard]] bool rows_went() const { return rows_went_; }
  /// A request came with a cursor that had been answered with a page already.
  [[nodiscard]] bool asked_twice() const { return asked_twice_; }
  /// A request came with a cursor whose type is not that of the others.
  [[nodiscard]] bool retyped_was_followed() const { return retyped_was_followed_; }
  /// A page was sent without some of its rows, which no other page has.
  [[nodiscard]] bool rows_were_held_back() const { return held_back_at_ > 0; }
  [[nodiscard]] std::uint64_t held_back_at() const { return held_back_at_; }

 private:
  /// Where a cursor leads.
  struct Bookmark {
    std::uint64_t key = 0;     ///< behind the row of this key
    std::uint64_t offset = 0;  ///< of a cursor that is an offset in disguise
  };
  struct Slice {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool goes_on = false;
  };

  void move_list();
  void insert_row();
  void delete_row();
  [[nodiscard]] Slice slice_for(const creditkit::HttpRequest& request);
  [[nodiscard]] std::size_t begin_for(const creditkit::HttpRequest& request);
  [[nodiscard]] std::size_t begin_behind(const std::string& cursor);
  [[nodiscard]] std::size_t index_behind(std::uint64_t key) const;
  [[nodiscard]] std::optional<Answer> refusal(bool cursor_given);
  [[nodiscard]] std::string next_cursor(const Slice& slice, bool& as_header);
  [[nodiscard]] std::string write_cursor(std::uint64_t number);
  [[nodiscard]] std::string write_url(std::uint64_t number) const;
  [[nodiscard]] std::string write_rows(const std::vector<Row>& rows);
  [[nodiscard]] std::string write_id(const Row& row);
  [[nodiscard]] std::string write_row(const Row& row);
  [[nodiscard]] std::string write_counts(const Slice& slice);
  [[nodiscard]] bool now(std::uint64_t answer) const { return answer > 0 && answer == answers_; }

  const World& world_;
  Dice dice_;
  std::vector<Row> list_;
  std::map<std::uint64_t, std::uint64_t> keys_;  ///< of every row that ever was, by serial
  std::uint64_t next_serial_ = 0;
  std::uint64_t answers_ = 0;
  std::size_t size_ = 0;  ///< rows in a page of this request
  bool rows_went_ = false;
  bool asked_twice_ = false;
  bool retyped_was_followed_ = false;
  std::uint64_t held_back_at_ = 0;
  std::string retyped_;
  std::set<std::string> answered_;
  std::vector<Bookmark> bookmarks_;   ///< by the number in the cursor
  std::vector<std::uint64_t> given_;  ///< numbers of the cursors that were given, in order
  std::map<std::string, std::uint64_t> echoes_;  ///< a cursor as it must come back
  std::size_t constant_begin_ = 0;
  std::vector<Row> previous_;
  Served served_;
  std::string complaint_;
};

}  // namespace simulation
