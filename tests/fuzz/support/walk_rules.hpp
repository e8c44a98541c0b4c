#pragma once

#include "provider/plan.hpp"
#include "walk/walk.hpp"

/// What holds for every walk, whoever answers. Each ends the process where it does not.
namespace fuzz {

/// next() says the same when it is asked again, and `request` comes with a sound one.
creditkit::Walk::Step next_step(creditkit::Walk& walk, const creditkit::Plan& plan);

/// A report never says more than was done: complete only at a proved end, without a warning.
void require_sound_report(const creditkit::Report& report);

/// A failed accept() leaves the walk asking the same where the vendor refused, and otherwise over.
void require_sound_failure(creditkit::Walk& walk, const creditkit::Error& error,
                           const creditkit::HttpRequest& asked);

}  // namespace fuzz
