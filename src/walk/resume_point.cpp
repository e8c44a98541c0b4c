#include "walk/resume_point.hpp"

#include "paging/cursor.hpp"
#include "value/text_hash.hpp"
#include "walk/base64url.hpp"

namespace creditkit {
namespace {

constexpr std::uint64_t version = 1;

/// The longest token that encode_resume_point() can write is a little shorter.
constexpr std::size_t most_text_bytes = std::size_t{24} * 1024;
constexpr std::size_t checksum_size = 4;
/// Counts beyond are none: JavaScript could not even hold them.
constexpr std::uint64_t most_count = std::uint64_t{1} << 53U;

/// Writes fields, or reads them, so that one list of fields serves both ways: what is given to it
/// is written and stays, or is written over by what was read. After the first thing that does not
/// fit, everything that is read is 0.
class Codec {
 public:
  explicit Codec(std::string& out) : out_{&out} {}
  explicit Codec(std::string_view bytes) : rest_{bytes} {}

  void word(std::uint64_t& value, unsigned size = 8) {
    std::uint64_t word = 0;
    for (unsigned shift = 0; shift < 8 * size; shift += 8) {
      word |= byte(value >> shift) << shift;
    }
    value = word;
  }
  void count(std::uint64_t& value, std::uint64_t most = most_count) {
    std::uint64_t count = 0;
    std::uint64_t next = 0x80;
    for (unsigned shift = 0; shift < 63 && next >= 0x80U; shift += 7) {
      const std::uint64_t left = value >> shift;
      next = byte(left < 0x80U ? left : left | 0x80U);
      count |= (next & 0x7FU) << shift;
    }
    sound_ = sound_ && next < 0x80U && count <= most;
    value = sound_ ? count : 0;
  }
  void count(std::uint32_t& value) {
    std::uint64_t wide = value;
    count(wide, UINT32_MAX);
    value = static_cast<std::uint32_t>(wide);
  }
  void flag(bool& value) {
    std::uint64_t wide = value ? 1 : 0;
    count(wide, 1);
    value = wide != 0;
  }
  void count(std::optional<std::uint64_t>& value) {
    bool given = value.has_value();
    std::uint64_t number = value.value_or(0);
    flag(given);
    count(number);
    value = given ? std::optional(number) : std::nullopt;
  }
  void doubts(Doubts& value) { value = Doubts{static_cast<std::uint8_t>(byte(value.bits()))}; }
  void text(std::string& value, std::size_t most) {
    std::uint64_t size = value.size();
    count(size, most);
    value.resize_and_overwrite(static_cast<std::size_t>(size), [this](char* text, std::size_t end) {
      for (std::size_t i = 0; i < end; ++i) {
        text[i] = static_cast<char>(byte(static_cast<unsigned char>(text[i])));
      }
      return end;
    });
  }
  void list(PodArray<Counted>& values, std::size_t most, bool with_occurrence) {
    std::uint64_t size = values.size();
    count(size, most);
    values.resize(static_cast<std::size_t>(size));
    for (Counted& value : values) {
      word(value.hash);
      if (with_occurrence) {
        count(value.occurrence);
      } else {
        value.occurrence = 1;
      }
    }
  }
  [[nodiscard]] bool sound_to_the_end() const { return sound_ && rest_.empty(); }

 private:
  /// Writes the low byte of `value`, or reads one.
  std::uint64_t byte(std::uint64_t value) {
    value &= 0xFFU;
    if (out_ != nullptr) {
      *out_ += static_cast<char>(value);
      return value;
    }
    if (rest_.empty()) {
      sound_ = false;
      return 0;
    }
    value = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }

  std::string* out_ = nullptr;
  std::string_view rest_;
  bool sound_ = true;
};

void pass_fields(Codec& codec, ResumePoint& point) {
  codec.word(point.binding);
  codec.flag(point.ended);
  codec.flag(point.proven);
  codec.flag(point.has_cursor);
  codec.count(point.page_size);
  codec.count(point.position.number);
  codec.text(point.position.cursor, most_cursor_bytes);
  Progress& progress = point.progress;
  codec.count(progress.pages);
  codec.count(progress.rows);
  codec.count(progress.largest_page);
  codec.count(progress.previous_page);
  codec.count(progress.total);
  codec.count(progress.total_pages);
  codec.count(progress.idle_pages);
  codec.flag(progress.confirming);
  codec.doubts(progress.doubts);
  codec.count(point.consumed.rows);
  codec.word(point.consumed.hash);
  codec.count(point.consumed.page);
  codec.list(point.cursors, most_carried_pages, false);
  codec.list(point.pages, most_carried_pages, false);
  codec.list(point.rows, most_carried_rows, true);
}

std::uint64_t checksum_of(std::string_view bytes) {
  return TextHash{}.text(bytes).value() & 0xFFFF'FFFFU;
}

constexpr const char* damaged = "is damaged or is none";

const char* read_point(std::string_view text, ResumePoint& point) {
  std::string bytes;
  if (text.size() > most_text_bytes || !from_base64url(text, bytes) ||
      bytes.size() <= checksum_size) {
    return damaged;
  }
  std::string_view content = bytes;
  std::uint64_t checksum = 0;
  Codec{content.substr(content.size() - checksum_size)}.word(checksum, checksum_size);
  content.remove_suffix(checksum_size);
  std::uint64_t found = 0;
  Codec codec{content};
  codec.word(found, 1);
  if (found != version) {
    return "is of a version that is not known here";
  }
  pass_fields(codec, point);
  return checksum == checksum_of(content) && codec.sound_to_the_end() ? nullptr : damaged;
}

}  // namespace

std::string encode_resume_point(ResumePoint& point) {
  std::string bytes;
  Codec codec{bytes};
  std::uint64_t own_version = version;
  codec.word(own_version, 1);
  pass_fields(codec, point);
  std::uint64_t checksum = checksum_of(bytes);
  codec.word(checksum, checksum_size);
  return to_base64url(bytes);
}

const char* decode_resume_point(std::string_view text, std::uint64_t binding, ResumePoint& point) {
  const char* const fault = read_point(text, point);
  return fault == nullptr && point.binding != binding
             ? "belongs to another definition, base URL, client parameter, operation or query"
             : fault;
}

}  // namespace creditkit
