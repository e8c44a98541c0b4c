#include "normalize/time.hpp"

#include <algorithm>
#include <limits>

#include "json/unescape.hpp"
#include "normalize/nearby_times.hpp"
#include "normalize/same_text.hpp"
#include "normalize/text.hpp"
#include "normalize/text_cell.hpp"

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
      return parse_local(text, rule_->zone == nullptr ? Zone{} : *rule_->zone);
    case TimeFormat::labelled_local:
      return parse_labelled_local(text, labels_);
  }
  return std::unexpected{InstantError::syntax};
}

std::expected<TimeReader::Parsed, Misread> TimeReader::parse_first(const Token& token,
                                                                   std::string_view text) const {
  const bool number = token.type() == TokenType::number;
  InstantError error = InstantError::syntax;
  if (number || token.type() == TokenType::string) {
    for (const TimeFormat format : rule_->formats) {
      if (number && !is_unix(format)) {
        continue;
      }
      if (const auto instant = parse(format, text)) {
        return Parsed{.instant = *instant, .format = format};
      } else if (instant.error() != InstantError::syntax) {
        error = instant.error();  // what got further than another form's syntax says more
      }
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
  const auto parsed = parse_first(token, **text);
  if (!parsed) {
    return std::unexpected{parsed.error()};
  }
  return Reading{.instant = parsed->instant, .text = std::move(**text)};
}

std::optional<Misread> TimeReader::read_cell(const Token& token, const PageTokens& tokens,
                                             TextHeap& heap, NearbyTimes& nearby,
                                             Cell& cell) const {
  const std::string_view text = token.in(tokens.body);
  if (nearby.move(text, cell.instant)) [[likely]] {
    cell.text = heap.add_from_body(text.data(), text.size());
    return std::nullopt;
  }
  const bool escaped = token.type() == TokenType::string && token.has(Token::escaped);
  const auto parsed = parse_first(token, escaped ? unescaped(text) : text);
  if (!parsed) {
    return parsed.error();
  }
  cell.instant = parsed->instant;
  const TextFault fault = add_text(token, tokens.body, heap, cell.text);
  nearby.start(text, parsed->format == rule_->formats.front() && !escaped);
  return fault == TextFault::none ? std::nullopt
                                  : std::optional{misread_of(fault, token, &rule_->from.front())};
}

void TimeReader::read_column(const PageTokens& tokens, TextHeap& heap, EntryColumns& columns,
                             TextCell* cells, FirstFault& fault) const {
  const PageTokens::Column column = tokens.column(slots_);
  NearbyTimes nearby{*this, rule_->formats.front()};
  Cell cell;
  Token before;
  for (std::size_t row = 0; row < fault.rows; ++row) {
    const Token token = column[row];
    if (token.is_nothing()) {
      columns.at[row] = std::numeric_limits<double>::quiet_NaN();
      columns.flags[row] = 0;
      cells[row] = null_cell;
      continue;
    }
    if (!same_text(token, before, tokens.body)) {
      if (const auto misread = read_cell(token, tokens, heap, nearby, cell)) {
        return fault.set(*misread, tokens, row);
      }
      before = token;
    }
    columns.at[row] = static_cast<double>(cell.instant.epoch_ms);
    columns.flags[row] = flags_of(cell.instant);
    cells[row] = cell.text;
  }
}

}  // namespace creditkit
