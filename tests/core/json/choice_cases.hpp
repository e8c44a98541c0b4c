#pragma once

#include <vector>

#include "json/case.hpp"

namespace creditkit::json_cases {

/// What RFC 8259 leaves to the reader: one body for each of the 35 cases i_* of JSONTestSuite, in
/// other words.
inline std::vector<Choice> choices() {
  return {
      {"an exponent that is far below any double", "[321.654e-987]", true},
      {"an exponent of many digits",
       "[0."
       "5e00669999999999999999999999999999999999999999999999999999999999999999999999999999999999999"
       "999999999999999999969999999006]",
       true},
      {"a negative integer with a huge exponent", "[-2e+8888]", true},
      {"a fraction with a huge exponent", "[2.5e+8888]", true},
      {"below the least double", "[-321321e100000]", true},
      {"above the greatest double", "[321321e100000]", true},
      {"nearer to zero than any double", "[321e-10000000]", true},
      {"a negative integer beyond 64 bits", "[-321321321321321321321321321321]", true},
      {"a positive integer beyond 64 bits", "[200000000000000000000]", true},
      {"a negative integer of 45 digits", "[-473462373472734623734727346237347273462373472]", true},
      {"a name with a lone second surrogate", "{\"\\uDEAD\":0}", true},
      {"a first surrogate and no second", "[\"\\uDBDA\"]", true},
      {"a first surrogate and a letter", "[\"\\uD889\\u1235\"]", true},
      {"half a pair before a short escape", "[\"\\uD801\\n\"]", true},
      {"half a pair before letters", "[\"\\uDd1fb\"]", true},
      {"two first surrogates before a short escape", "[\"\\uD801\\uD801\\n\"]", true},
      {"a lone first surrogate", "[\"\\ud801\"]", true},
      {"a first surrogate before abc", "[\"\\ud801abd\"]", true},
      {"a pair the wrong way round", "[\"\\uDd1f\\uD835\"]", true},
      {"a lone second surrogate", "[\"\\uDFAB\"]", true},
      {"Japanese in another encoding", "[\"\x93\xFA\x8E\x9A\"]", false},
      {"Latin-1", "[\"\xE8\"]", false},
      {"a lone continuation byte", "[\"\x82\"]", false},
      {"a code point beyond Unicode", "[\"\xF4\xBF\xBF\xBE\"]", false},
      {"an overlong sequence of two bytes", "[\"\xC0\xAE\"]", false},
      {"an overlong sequence of six bytes", "[\"\xFC\x83\xBF\xBF\xBF\xBE\"]", false},
      {"an overlong NUL", "[\"\xFC\x80\x80\x80\x80\x80\"]", false},
      {"UTF-8 that is cut", "[\"\xE0\xFE\"]", false},
      {"a byte that no UTF-8 has", "[\"\xFF\"]", false},
      {"a surrogate in UTF-8", "[\"\xED\xA0\x81\"]", false},
      {"UTF-16, big end first", std::string{"\x00[\x00\"\x00\xE8\x00\"\x00]", 10}, false},
      {"UTF-16, little end first", std::string{"[\x00\"\x00\xE8\x00\"\x00]\x00", 10}, false},
      {"UTF-16 with a byte order mark", std::string{"\xFF\xFE[\x00\"\x00\xE8\x00\"\x00]\x00", 12},
       false},
      {"500 levels", repeated("[", 500) + repeated("]", 500), false},
      {"a byte order mark before an object", "\xEF\xBB\xBF{}", false},
  };
}

}  // namespace creditkit::json_cases
