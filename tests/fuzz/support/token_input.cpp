#include "token_input.hpp"

#include "bytes.hpp"
#include "lists.hpp"
#include "subjects.hpp"
#include "value/text_hash.hpp"
#include "walk/base64url.hpp"

namespace fuzz {
namespace {

constexpr std::string_view end_of_token{"\x1E\x1E"};
constexpr std::string_view separator{"\x1E"};
constexpr std::size_t most_bodies = 4;

/// As walk/resume_point.hpp draws it: version, binding, …, checksum.
constexpr std::size_t binding_at = 1;
constexpr std::size_t binding_size = 8;
constexpr std::size_t checksum_size = 4;

}  // namespace

TokenInput TokenInput::read(const std::uint8_t* data, std::size_t size) {
  Bytes bytes{data, size};
  TokenInput input;
  input.walk = bytes.below(walks().size());
  input.mended = bytes.byte();
  input.page_size = bytes.byte();
  input.bytes = bytes.up_to(end_of_token);
  while (!bytes.empty() && input.bodies.size() < most_bodies) {
    input.bodies.emplace_back(bytes.up_to(separator));
  }
  return input;
}

std::string TokenInput::written() const {
  std::string text{static_cast<char>(walk), static_cast<char>(mended),
                   static_cast<char>(page_size)};
  text += bytes;
  text += end_of_token;
  for (const std::string& body : bodies) {
    text += &body == &bodies.front() ? "" : separator;
    text += body;
  }
  return text;
}

std::string TokenInput::token(const std::string& real) const {
  std::string made = bytes;
  std::string model;
  static_cast<void>(creditkit::from_base64url(real, model));
  if ((mended & version) != 0 && !made.empty() && !model.empty()) {
    made[0] = model[0];
  }
  if ((mended & binding) != 0 && made.size() >= binding_at + binding_size &&
      model.size() >= binding_at + binding_size) {
    made.replace(binding_at, binding_size, model, binding_at, binding_size);
  }
  if ((mended & checksum) != 0 && made.size() > checksum_size) {
    const std::size_t content = made.size() - checksum_size;
    const std::uint64_t sum =
        creditkit::TextHash{}.text(std::string_view{made}.substr(0, content)).value();
    for (std::size_t i = 0; i < checksum_size; ++i) {
      made[content + i] = static_cast<char>((sum >> (8 * i)) & 0xFFU);
    }
  }
  return (mended & encoding) != 0 ? creditkit::to_base64url(made) : made;
}

const std::vector<WalkSubject>& walks() {
  static const std::vector<WalkSubject> all = [] {
    std::vector<WalkSubject> found;
    for (const Subject& subject : history_subjects()) {
      found.push_back({.plan = subject.plan, .operation = subject.operation});
    }
    for (const List& list : lists()) {
      found.push_back({.plan = &list.plan, .operation = &list.operation()});
    }
    return found;
  }();
  return all;
}

}  // namespace fuzz
