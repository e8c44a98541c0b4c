#include "walk/walk.hpp"

#include "walk/course.hpp"

namespace creditkit {

std::expected<std::unique_ptr<Walk>, Error> Walk::open(const Plan& plan, const Operation& operation,
                                                       std::string_view query_json,
                                                       WalkOptions options) {
  auto query = bind_query(operation, query_json);
  if (!query) {
    return std::unexpected(std::move(query).error());
  }
  auto course = std::make_unique<Course>(plan, operation, std::move(*query), std::move(options));
  if (auto started = course->start(); !started) {
    return std::unexpected(std::move(started).error());
  }
  return std::unique_ptr<Walk>(new Walk(std::move(course)));
}

Walk::Walk(std::unique_ptr<Course> course) : course_{std::move(course)} {}
Walk::~Walk() = default;

Walk::Step Walk::next() { return course_->next(); }
const HttpRequest& Walk::request() const { return course_->request(); }
std::expected<void, Error> Walk::accept(const Response& response) {
  return course_->accept(response);
}
const Page& Walk::page() const { return course_->page(); }
const Error& Walk::error() const { return course_->error(); }
void Walk::end(EndedBy ended_by) { course_->end(ended_by); }
Report Walk::report() const { return course_->report(); }

std::optional<HttpRequest> Walk::predict(unsigned pages_ahead) const {
  return course_->predict(pages_ahead);
}

std::string Walk::resume_token(std::size_t rows_consumed) const {
  return course_->resume_token(rows_consumed);
}

}  // namespace creditkit
