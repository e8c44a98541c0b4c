#include <memory>
#include <string>

#include "normalize/exact_body.hpp"
#include "seeds/seeds.hpp"
#include "seeds/writer.hpp"
#include "support/example_body.hpp"
#include "support/examples.hpp"
#include "support/lists.hpp"
#include "support/token_input.hpp"
#include "walk/base64url.hpp"
#include "walk/walk.hpp"

namespace seeds {
namespace {

using creditkit::Walk;

/// More than any documented answer leads through.
constexpr int most_pages = 3;

class TokenCollector {
 public:
  TokenCollector(Writer& writer, std::size_t walk) : writer_{&writer} {
    using Mended = fuzz::TokenInput::Mended;
    input_.walk = walk;
    input_.mended = Mended::version | Mended::binding | Mended::checksum | Mended::encoding;
  }
  void add(const std::string& token, const std::string& body) {
    input_.bytes.clear();
    static_cast<void>(creditkit::from_base64url(token, input_.bytes));
    input_.bodies = {body};
    writer_->write(input_.written());
  }

 private:
  Writer* writer_;
  fuzz::TokenInput input_;
};

}  // namespace

std::size_t write_resume_tokens(const std::filesystem::path& folder) {
  Writer writer{folder};
  for (std::size_t number = 0; number < fuzz::walks().size(); ++number) {
    const fuzz::WalkSubject& subject = fuzz::walks()[number];
    const auto walk =
        Walk::open(*subject.plan, *subject.operation, fuzz::example_query(*subject.operation), {});
    if (!walk) {
      continue;
    }
    TokenCollector tokens{writer, number};
    for (int page = 0; page < most_pages && (*walk)->next() == Walk::Step::request; ++page) {
      const std::string body =
          fuzz::example_body(*subject.operation, static_cast<std::size_t>(page) + 2);
      tokens.add((*walk)->resume_token(0), body);
      if (!(*walk)->accept(
              {.status = 200, .headers = {}, .body = creditkit::testing::ExactBody{body}.view()})) {
        break;
      }
      tokens.add((*walk)->resume_token(1), body);
      tokens.add((*walk)->resume_token((*walk)->page().entries.rows), body);
    }
  }
  return writer.count();
}

/// Each list walked as it should be, and cut on every page.
std::size_t write_servers(const std::filesystem::path& folder) {
  Writer writer{folder};
  constexpr char all_pages_honest = 0;
  for (std::size_t list = 0; list < fuzz::lists().size(); ++list) {
    for (const char cuts : {'\0', '\1', '\2'}) {
      std::string input{static_cast<char>(list), 0, 0, 0, cuts};
      // What the answer is, its rows, its signals.
      for (int page = 0; page < 4; ++page) {
        input.append({all_pages_honest, all_pages_honest, all_pages_honest});
      }
      writer.write(input);
    }
  }
  return writer.count();
}

}  // namespace seeds
