#include "utf8.hpp"

#include <cstdint>

namespace fuzz {
namespace {

/// How a first byte begins a character: how many follow, and what the first of those is at least
/// and at most.
struct Form {
  std::size_t followers;
  unsigned least;
  unsigned most;
};

/// RFC 3629 section 4.
std::optional<Form> form_of(unsigned first) {
  if (first < 0x80U) {
    return Form{.followers = 0, .least = 0, .most = 0};
  }
  if (first >= 0xC2U && first <= 0xDFU) {
    return Form{.followers = 1, .least = 0x80U, .most = 0xBFU};
  }
  if (first >= 0xE0U && first <= 0xEFU) {
    return Form{.followers = 2,
                .least = first == 0xE0U ? 0xA0U : 0x80U,
                .most = first == 0xEDU ? 0x9FU : 0xBFU};
  }
  if (first >= 0xF0U && first <= 0xF4U) {
    return Form{.followers = 3,
                .least = first == 0xF0U ? 0x90U : 0x80U,
                .most = first == 0xF4U ? 0x8FU : 0xBFU};
  }
  return std::nullopt;
}

unsigned at(std::string_view text, std::size_t index) {
  return static_cast<unsigned char>(text[index]);
}

bool followers_fit(std::string_view text, std::size_t first, const Form& form) {
  if (text.size() - first <= form.followers) {
    return false;
  }
  for (std::size_t i = 1; i <= form.followers; ++i) {
    const unsigned least = i == 1 ? form.least : 0x80U;
    const unsigned most = i == 1 ? form.most : 0xBFU;
    if (at(text, first + i) < least || at(text, first + i) > most) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<std::vector<bool>> character_starts(std::string_view text) {
  std::vector<bool> starts;
  starts.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size();) {
    const auto form = form_of(at(text, i));
    if (!form || !followers_fit(text, i, *form)) {
      return std::nullopt;
    }
    starts.push_back(true);
    if (form->followers == 3) {
      starts.push_back(false);  // the second half of a surrogate pair
    }
    i += form->followers + 1;
  }
  starts.push_back(true);
  return starts;
}

std::string header_text(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0 || byte == '\r' || byte == '\n') {
      text += ' ';
    } else if (byte < 0x80U) {
      text += c;
    } else {
      text += static_cast<char>(0xC0U | (byte >> 6U));
      text += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
  return text;
}

}  // namespace fuzz
