#include "normalize/time.hpp"

#include <algorithm>
#include <limits>

#include "normalize/same_text.hpp"
#include "normalize/text.hpp"

namespace creditkit {
namespace {

bool is_unix(TimeFormat format) {
  return format == TimeFormat::unix_seconds || format == TimeFormat::unix_milliseconds;
}

std::uint8_t flags_of(const Instant& instant) {
  const auto precision = static_cast<unsigned>(instant.precision) << entry_flag::precision_shift;
  return static_cast<std::uint8_t>(precision |
                                   (instant.zone_assumed ? entry_flag::zone_assumed : 0U) |
                                   (instant.ambiguous ? entry_flag::ambiguous_hour : 0U) |
                                   (instant.shifted ? entry_flag::shifted_hour : 0U));
}

}  // namespace

TimeReader::TimeReader(const TimeRule& rule, SlotMap& slots)
    : rule_{&rule}, slots_{slots.bind(rule.from)} {
  for (const ZoneLabel& label : rule.labels) {
    labels_.push_back({.label = label.label, .zone = label.zone});
  }
}

std::expected<Instant, InstantError> TimeReader::parse(TimeFormat format,
                                                       std::string_view text) const {
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
      return parse_local(text, rule_->zone.value_or(Zone{}));
    case TimeFormat::labelled_local:
      return parse_labelled_local(text, labels_);
  }
  return std::unexpected{InstantError::syntax};
}

std::expected<Instant, Misread> TimeReader::instant_of(const Token& token,
                                                       std::string_view text) const {
  const bool number = token.type() == TokenType::number;
  InstantError error = InstantError::syntax;
  if (number || token.type() == TokenType::string) {
    for (const TimeFormat format : rule_->formats) {
      if (number && !is_unix(format)) {
        continue;
      }
      const auto instant = parse(format, text);
      if (instant) {
        return *instant;
      }
      // What got further than another form's syntax says more.
      error = instant.error() == InstantError::syntax ? error : instant.error();
    }
  }
  return std::unexpected{
      Misread{.source = &rule_->from.front(),
              .found = token,
              .expected = number ? "a time as text" : "a time",
              .reason = token.is_scalar() ? describe(error) : std::string_view{}}};
}

std::expected<std::optional<TimeReader::Reading>, Misread> TimeReader::read(
    const PageTokens& tokens, std::size_t row) const {
  const Token token = tokens.first(slots_, row);
  auto text = text_of(token, tokens, &rule_->from.front());
  if (!text) {
    return std::unexpected{text.error()};
  }
  if (!*text) {
    return std::nullopt;
  }
  const auto instant = instant_of(token, **text);
  if (!instant) {
    return std::unexpected{instant.error()};
  }
  return Reading{.instant = *instant, .text = std::move(**text)};
}

void TimeReader::read_column(const PageTokens& tokens, TextHeap& heap, EntryColumns& columns,
                             TextCell* cells, FirstFault& fault) const {
  Token before;
  for (std::size_t row = 0; row < fault.rows; ++row) {
    const Token token = tokens.first(slots_, row);
    if (token.is_nothing()) {
      columns.at[row] = std::numeric_limits<double>::quiet_NaN();
      columns.flags[row] = 0;
      cells[row] = null_cell;
    } else if (row > 0 && same_text(token, before, tokens.body)) {
      columns.at[row] = columns.at[row - 1];
      columns.flags[row] = columns.flags[row - 1];
      cells[row] = cells[row - 1];
    } else if (token.type() == TokenType::string && token.has(Token::escaped | Token::non_ascii)) {
      const auto reading = read(tokens, row);
      if (!reading) {
        return fault.set(reading.error(), tokens, row);
      }
      columns.at[row] = static_cast<double>((*reading)->instant.epoch_ms);
      columns.flags[row] = flags_of((*reading)->instant);
      cells[row] = heap.add_utf8((*reading)->text);
    } else {
      const std::string_view text = token.in(tokens.body);
      const auto instant = instant_of(token, text);
      if (!instant) {
        return fault.set(instant.error(), tokens, row);
      }
      columns.at[row] = static_cast<double>(instant->epoch_ms);
      columns.flags[row] = flags_of(*instant);
      cells[row] = heap.add_from_body(text.data(), text.size());
    }
    before = token;
  }
}

}  // namespace creditkit
