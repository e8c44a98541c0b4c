#pragma once

#include <vector>

#include "json/case.hpp"

namespace creditkit::json_cases {

/// What RFC 8259 leaves to the reader: one body for each of the 35 cases i_* of JSONTestSuite, by
/// its name there, in other words.
inline std::vector<Choice> choices() {
  return {
      {"number_double_huge_neg_exp", "[321.654e-987]", true},
      {"number_huge_exp",
       "[0."
       "5e00669999999999999999999999999999999999999999999999999999999999999999999999999999999999999"
       "999999999999999999969999999006]",
       true},
      {"number_neg_int_huge_exp", "[-2e+8888]", true},
      {"number_pos_double_huge_exp", "[2.5e+8888]", true},
      {"number_real_neg_overflow", "[-321321e100000]", true},
      {"number_real_pos_overflow", "[321321e100000]", true},
      {"number_real_underflow", "[321e-10000000]", true},
      {"number_too_big_neg_int", "[-321321321321321321321321321321]", true},
      {"number_too_big_pos_int", "[200000000000000000000]", true},
      {"number_very_big_negative_int", "[-473462373472734623734727346237347273462373472]", true},
      {"object_key_lone_2nd_surrogate", "{\"\\uDEAD\":0}", true},
      {"string_1st_surrogate_but_2nd_missing", "[\"\\uDBDA\"]", true},
      {"string_1st_valid_surrogate_2nd_invalid", "[\"\\uD889\\u1235\"]", true},
      {"string_incomplete_surrogate_and_escape_valid", "[\"\\uD801\\n\"]", true},
      {"string_incomplete_surrogate_pair", "[\"\\uDd1fb\"]", true},
      {"string_incomplete_surrogates_escape_valid", "[\"\\uD801\\uD801\\n\"]", true},
      {"string_invalid_lonely_surrogate", "[\"\\ud801\"]", true},
      {"string_invalid_surrogate", "[\"\\ud801abd\"]", true},
      {"string_inverted_surrogates_U+1D11E", "[\"\\uDd1f\\uD835\"]", true},
      {"string_lone_second_surrogate", "[\"\\uDFAB\"]", true},
      {"string_UTF-8_invalid_sequence", "[\"\x93\xFA\x8E\x9A\"]", false},
      {"string_iso_latin_1", "[\"\xE8\"]", false},
      {"string_lone_utf8_continuation_byte", "[\"\x82\"]", false},
      {"string_not_in_unicode_range", "[\"\xF4\xBF\xBF\xBE\"]", false},
      {"string_overlong_sequence_2_bytes", "[\"\xC0\xAE\"]", false},
      {"string_overlong_sequence_6_bytes", "[\"\xFC\x83\xBF\xBF\xBF\xBE\"]", false},
      {"string_overlong_sequence_6_bytes_null", "[\"\xFC\x80\x80\x80\x80\x80\"]", false},
      {"string_truncated-utf-8", "[\"\xE0\xFE\"]", false},
      {"string_invalid_utf-8", "[\"\xFF\"]", false},
      {"string_UTF8_surrogate_U+D800", "[\"\xED\xA0\x81\"]", false},
      {"string_utf16BE_no_BOM", std::string{"\x00[\x00\"\x00\xE8\x00\"\x00]", 10}, false},
      {"string_utf16LE_no_BOM", std::string{"[\x00\"\x00\xE8\x00\"\x00]\x00", 10}, false},
      {"string_UTF-16LE_with_BOM", std::string{"\xFF\xFE[\x00\"\x00\xE8\x00\"\x00]\x00", 12},
       false},
      {"structure_500_nested_arrays", repeated("[", 500) + repeated("]", 500), false},
      {"structure_UTF-8_BOM_empty_object", "\xEF\xBB\xBF{}", false},
  };
}

}  // namespace creditkit::json_cases
