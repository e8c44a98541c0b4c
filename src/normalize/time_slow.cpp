// Times that are read whole, not by their distance from the one before.
#include "normalize/column_reader.hpp"
#include "normalize/nearby_times.hpp"

namespace creditkit {

std::expected<Instant, InstantError> parse_time(const TimeRule& rule, TimeFormat format,
                                                std::string_view text) {
  switch (format) {
    case TimeFormat::unix_seconds:
      return parse_unix_seconds(text);
    case TimeFormat::unix_milliseconds:
      return parse_unix_milliseconds(text);
    case TimeFormat::rfc3339:
      return parse_rfc3339(text);
    case TimeFormat::date:
      return parse_date(text);
    case TimeFormat::local:
      return parse_local(text, rule.zone != nullptr ? *rule.zone : Zone{});
    case TimeFormat::labelled_local:
      return parse_labelled_local(text, rule.labels);
  }
  return std::unexpected{InstantError::syntax};
}

bool ColumnReader::read_other_time(const Column& column, const Token& token, std::size_t row,
                                   NearbyTimes& nearby, Instant& instant) {
  const TimeRule& rule = *column.time;
  const bool number = token.type() == TokenType::number;
  InstantError error = InstantError::syntax;
  if (number || token.type() == TokenType::string) {
    std::string room;
    const std::string_view text = text_of(token, tokens_->body, room);
    bool expected = true;
    for (const TimeFormat format : rule.formats) {
      const bool is_unix =
          format == TimeFormat::unix_seconds || format == TimeFormat::unix_milliseconds;
      if (number && !is_unix) {
        expected = false;
        continue;
      }
      const auto parsed = parse_time(rule, format, text);
      if (parsed) {
        instant = *parsed;
        const std::string_view written = token.in(tokens_->body);
        if (expected && text.data() == written.data()) {
          nearby.start(written);
        }
        return true;
      }
      expected = false;
      if (parsed.error() != InstantError::syntax) {
        error = parsed.error();  // what got further than another form's syntax says more
      }
    }
  }
  return fail(column.places, token,
              number && error == InstantError::syntax ? "a time as text" : "a time", row,
              token.is_scalar() ? describe(error) : nullptr);
}

}  // namespace creditkit
