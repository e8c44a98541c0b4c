#include "walk/walk.hpp"

#include "walk/course.hpp"

namespace creditkit {

Checked<std::unique_ptr<Walk>> Walk::open(const Plan& plan, const Operation& operation,
                                          std::string_view query_json, const WalkOptions& options) {
  std::unique_ptr<Walk> walk{
      new Walk(std::make_unique<Course>(plan, operation, query_json, options))};
  if (Failure refused = walk->course_->start(options.resume_token)) {
    return refused;
  }
  return walk;
}

Walk::Walk(std::unique_ptr<Course> course) : course_{std::move(course)} {}
Walk::~Walk() = default;

Walk::Step Walk::next() { return course_->next(); }
const HttpRequest& Walk::request() const { return course_->request(); }
Taken Walk::accept(const Response& response) { return Taken{course_->accept(response)}; }
const Page& Walk::page() const { return course_->page(); }
const Error& Walk::error() const { return course_->error(); }
void Walk::end(EndedBy ended_by) { course_->end(ended_by); }
Report Walk::report() const { return course_->report(); }

bool Walk::predict(unsigned pages_ahead, HttpRequest& request) const {
  return course_->predict(pages_ahead, request);
}

std::string Walk::resume_token(std::size_t rows_consumed) const {
  return course_->resume_token(rows_consumed);
}

}  // namespace creditkit
