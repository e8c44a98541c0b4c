#include "provider/faults.hpp"

#include "json/text.hpp"
#include "provider/node.hpp"

namespace creditkit {

void Faults::add(const Node* place, const char* pattern,
                 std::initializer_list<std::string_view> values) {
  // Nobody reads more, and a hostile text of 256 KiB could otherwise make a fault of every few
  // bytes.
  constexpr std::size_t most = 1'000;
  std::string pointer;
  std::string message;
  append_phrase(message, pattern, values);
  if (place != nullptr) {
    place->append_pointer(pointer);
  }
  if (list_.empty()) {
    list_ = arena_->list<DefinitionFault>(most);
  }
  if (count_ < most) {
    list_[count_++] = {.pointer = arena_->text(pointer), .message = arena_->text(message)};
  }
}

}  // namespace creditkit
