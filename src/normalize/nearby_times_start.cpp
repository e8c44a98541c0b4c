#include "normalize/nearby_times.hpp"
#include "value/civil.hpp"
#include "value/utc_offset.hpp"

namespace creditkit {

void NearbyTimes::start(std::string_view text) {
  std::string_view dated = text;
  zone_ = format_ == TimeFormat::local && rule_->zone != nullptr ? *rule_->zone : Zone{};
  for (const auto& [label, zone] : rule_->labels) {
    if (const std::string_view local = after_label(text, label);
        format_ == TimeFormat::labelled_local && !local.empty()) {
      dated = local;
      zone_ = zone;
      break;  // as the parser does
    }
  }
  example_ = text.data();
  date_at_ = text.size() - dated.size();
  suffix_size_ = 0;
  offset_seconds_ = 0;
  day_ = 0;
  // What has no seconds, or no clock at all, stays with the parsers.
  is_started_ = dated.size() >= date_clock_size && dated[date_clock_size - 3] == ':';
  if (is_started_ && format_ == TimeFormat::rfc3339) {
    constexpr std::size_t offset_size = 6;
    const auto minutes = parse_utc_offset(dated.substr(dated.size() - offset_size));
    suffix_size_ = minutes ? offset_size : 1;
    suffix_ = last_bytes(text, suffix_size_);
    offset_seconds_ = minutes.value_or(0) * seconds_per_minute;
  }
}

/// A local day may be one where its first and last second are a day apart: it has no hour twice and
/// leaves none out.
bool NearbyTimes::take_day(const char* date, Word year_month, Word day) {
  constexpr std::size_t separator_at = 10;  // YYYY-MM-DD
  std::int32_t days = 0;
  InstantError ignored{};
  if (!is_date_separator(date[separator_at]) || !read_date(date, days, ignored)) {
    return false;
  }
  const std::int64_t midnight = days * seconds_per_day - offset_seconds_;
  const LocalReading first = zone_.to_utc(midnight);
  const LocalReading last = zone_.to_utc(midnight + seconds_per_day - 1);
  if (last.utc_seconds - first.utc_seconds != seconds_per_day - 1) {
    return false;
  }
  year_month_ = year_month;
  day_ = day;
  midnight_ms_ = first.utc_seconds * ms_per_second;
  zone_assumed_ = first.assumed;
  return true;
}

}  // namespace creditkit
