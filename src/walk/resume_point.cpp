#include "walk/resume_point.hpp"

#include "paging/cursor.hpp"
#include "request/failure.hpp"
#include "request/text_hash.hpp"
#include "walk/base64url.hpp"

namespace creditkit {
namespace {

constexpr std::uint64_t version = 1;

/// The longest token that encode_resume_point() can write is a little shorter.
constexpr std::size_t most_text_bytes = std::size_t{24} * 1024;
constexpr std::size_t checksum_size = 4;
/// Counts beyond are none: JavaScript could not even hold them.
constexpr std::uint64_t most_count = std::uint64_t{1} << 53U;

enum Flag : std::uint8_t {
  flag_ended = 1U << 0U,
  flag_proven = 1U << 1U,
  flag_cursor = 1U << 2U,
  flag_confirming = 1U << 3U,
  flag_total = 1U << 4U,
  flag_total_pages = 1U << 5U,
};

class Writer {
 public:
  void byte(std::uint64_t value) { bytes_ += static_cast<char>(value & 0xFFU); }
  void word(std::uint64_t value, unsigned size = 8) {
    for (unsigned i = 0; i < size; ++i) {
      byte(value >> (8 * i));
    }
  }
  void count(std::uint64_t value) {
    for (; value >= 0x80U; value >>= 7U) {
      byte(value | 0x80U);
    }
    byte(value);
  }
  void text(std::string_view value) {
    count(value.size());
    bytes_ += value;
  }
  void words(const std::vector<std::uint64_t>& values) {
    count(values.size());
    for (const std::uint64_t value : values) {
      word(value);
    }
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// Reads what Writer wrote. After the first thing that does not fit, `sound` is false and
/// everything else is 0.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_{bytes} {}

  std::uint64_t byte() {
    if (rest_.empty()) {
      sound_ = false;
      return 0;
    }
    const auto value = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  std::uint64_t word(unsigned size = 8) {
    std::uint64_t value = 0;
    for (unsigned i = 0; i < size; ++i) {
      value |= byte() << (8 * i);
    }
    return value;
  }
  std::uint64_t count(std::uint64_t most = most_count) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
      const std::uint64_t next = byte();
      value |= (next & 0x7FU) << shift;
      if (next < 0x80U) {
        sound_ = sound_ && value <= most;
        return sound_ ? value : 0;
      }
    }
    sound_ = false;
    return 0;
  }
  std::string text(std::size_t most) {
    const auto size = static_cast<std::size_t>(count(most));
    sound_ = sound_ && size <= rest_.size();
    const std::string value(rest_.substr(0, sound_ ? size : 0));
    rest_.remove_prefix(value.size());
    return value;
  }
  std::vector<std::uint64_t> words(std::size_t most) {
    std::vector<std::uint64_t> values(static_cast<std::size_t>(count(most)));
    for (std::uint64_t& value : values) {
      value = word();
    }
    return values;
  }
  [[nodiscard]] bool sound_to_the_end() const { return sound_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool sound_ = true;
};

std::uint64_t checksum_of(std::string_view bytes) {
  return TextHash{}.text(bytes).value() & 0xFFFF'FFFFU;
}

unsigned flags_of(const ResumePoint& point) {
  const auto flag = [](bool holds, Flag value) -> unsigned { return holds ? value : 0U; };
  return flag(point.ended, flag_ended) | flag(point.proven, flag_proven) |
         flag(point.has_cursor, flag_cursor) | flag(point.progress.confirming, flag_confirming) |
         flag(point.progress.total.has_value(), flag_total) |
         flag(point.progress.total_pages.has_value(), flag_total_pages);
}

void write_progress(Writer& writer, const Progress& progress) {
  writer.count(progress.pages);
  writer.count(progress.rows);
  writer.count(progress.largest_page);
  writer.count(progress.previous_page);
  writer.count(progress.total.value_or(0));
  writer.count(progress.total_pages.value_or(0));
  writer.count(progress.idle_pages);
}

Progress read_progress(Reader& reader, std::uint64_t flags, std::uint64_t doubts) {
  Progress progress;
  progress.pages = reader.count();
  progress.rows = reader.count();
  progress.largest_page = reader.count();
  progress.previous_page = reader.count();
  const std::uint64_t total = reader.count();
  const std::uint64_t total_pages = reader.count();
  progress.idle_pages = static_cast<std::uint32_t>(reader.count(UINT32_MAX));
  if ((flags & flag_total) != 0) {
    progress.total = total;
  }
  if ((flags & flag_total_pages) != 0) {
    progress.total_pages = total_pages;
  }
  progress.confirming = (flags & flag_confirming) != 0;
  progress.doubts = Doubts{static_cast<std::uint8_t>(doubts)};
  return progress;
}

std::unexpected<Error> refuse(std::string message) {
  return failure(ErrorCode::resume_token, std::move(message), "resumeToken");
}

}  // namespace

std::string encode_resume_point(const ResumePoint& point) {
  Writer writer;
  writer.byte(version);
  writer.word(point.binding);
  writer.byte(flags_of(point));
  writer.byte(point.progress.doubts.bits());
  writer.count(point.page_size);
  writer.count(point.position.number);
  writer.text(point.position.cursor);
  write_progress(writer, point.progress);
  writer.count(point.consumed.rows);
  writer.word(point.consumed.hash);
  writer.count(point.consumed.page);
  writer.words(point.cursors);
  writer.words(point.pages);
  writer.count(point.rows.size());
  for (const Counted& row : point.rows) {
    writer.word(row.hash);
    writer.count(row.occurrence);
  }
  writer.word(checksum_of(writer.bytes()), checksum_size);
  return to_base64url(writer.bytes());
}

std::expected<ResumePoint, Error> decode_resume_point(std::string_view text,
                                                      std::uint64_t binding) {
  const auto bytes = text.size() <= most_text_bytes ? from_base64url(text) : std::nullopt;
  if (!bytes || bytes->size() <= checksum_size) {
    return refuse("the resume token is damaged or is none");
  }
  const std::string_view content =
      std::string_view(*bytes).substr(0, bytes->size() - checksum_size);
  Reader reader{content};
  if (reader.byte() != version) {
    return refuse("the resume token is of a version that is not known here");
  }
  if (Reader{std::string_view(*bytes).substr(content.size())}.word(checksum_size) !=
      checksum_of(content)) {
    return refuse("the resume token is damaged or is none");
  }
  ResumePoint point;
  point.binding = reader.word();
  const std::uint64_t flags = reader.byte();
  const std::uint64_t doubts = reader.byte();
  point.ended = (flags & flag_ended) != 0;
  point.proven = (flags & flag_proven) != 0;
  point.has_cursor = (flags & flag_cursor) != 0;
  point.page_size = static_cast<std::uint32_t>(reader.count(UINT32_MAX));
  point.position.number = reader.count();
  point.position.cursor = reader.text(most_cursor_bytes);
  point.progress = read_progress(reader, flags, doubts);
  point.consumed.rows = reader.count();
  point.consumed.hash = reader.word();
  point.consumed.page = reader.count();
  point.cursors = reader.words(most_carried_pages);
  point.pages = reader.words(most_carried_pages);
  point.rows.resize(static_cast<std::size_t>(reader.count(most_carried_rows)));
  for (Counted& row : point.rows) {
    row.hash = reader.word();
    row.occurrence = static_cast<std::uint32_t>(reader.count(UINT32_MAX));
  }
  if (!reader.sound_to_the_end()) {
    return refuse("the resume token is damaged or is none");
  }
  if (point.binding != binding) {
    return refuse("the resume token belongs to another definition, base URL, operation or query");
  }
  return point;
}

}  // namespace creditkit
