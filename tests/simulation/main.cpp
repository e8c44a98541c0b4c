// simulate [N] [--seeds N] [--first S] [--replay S] [--threads T] [--mutate
// drop-loop-guard|end-on-empty|trust-total]
//
// Each seed is a world: a definition, a vendor with its list and its faults, and a traveller. The
// walks of the core are held against what the vendor knows of its own answers. A seed that breaks a
// promise prints its story and can be replayed. Exit code 0: every promise was kept. With --mutate,
// a rule of the core is switched off, and 0 means that this was noticed.

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "oracle.hpp"
#include "provider/definition.hpp"

namespace simulation {
namespace {

struct Options {
  std::uint64_t seeds = 100'000;
  std::uint64_t first = 1;
  std::uint64_t replay = 0;
  unsigned threads = 2;
  creditkit::Policy policy;
  bool mutated = false;
};

struct Failure {
  std::uint64_t seed = 0;
  std::string violation;
};

struct Tally {
  std::array<std::uint64_t, verdict_count> verdicts{};
  std::uint64_t walks = 0;
  std::uint64_t requests = 0;
  std::uint64_t rows = 0;
};

/// Compiled definitions by their text: there are far fewer than worlds.
class Plans {
 public:
  const creditkit::Plan* plan_of(const World& world) {
    const std::string text = world.definition();
    auto& plan = plans_[text];
    if (plan == nullptr) {
      auto compiled = creditkit::compile_definition(text, {});
      if (!compiled) {
        for (const auto& fault : compiled.faults) {
          // They lie in the plan's memory, each with a NUL behind it.
          std::printf("%s: %s\n", fault.pointer.data(), fault.message.data());
        }
        return nullptr;
      }
      plan = std::make_unique<creditkit::Plan>(std::move(*compiled));
    }
    return plan.get();
  }

 private:
  std::map<std::string, std::unique_ptr<creditkit::Plan>> plans_;
};

std::string run_seed(std::uint64_t seed, const Options& options, Plans& plans, Tally& tally) {
  const World world = draw_world(seed);
  const creditkit::Plan* const plan = plans.plan_of(world);
  if (plan == nullptr) {
    return "the definition does not compile: " + world.definition();
  }
  const auto run = [&](const World& there, bool cuts, Trip& trip) {
    Vendor vendor{there};
    trip = travel(there, *plan, vendor, {.cuts = cuts, .policy = options.policy});
    tally.walks += trip.walks;
    tally.requests += trip.requests;
    const Finding finding = judge(there, vendor, trip);
    ++tally.verdicts.at(static_cast<std::size_t>(finding.verdict));
    for (const Stage& stage : trip.stages) {
      tally.rows += stage.notes.size();
    }
    return finding.violation;
  };
  const bool cuts = seed % 2 == 0;
  Trip trip;
  std::string violation = run(world, cuts, trip);
  if (violation.empty() && world.honest() && (cuts || world.limit > 0 || world.max_pages > 0)) {
    World straight = world;
    straight.limit = 0;
    straight.max_pages = 0;
    Trip whole;
    violation = run(straight, false, whole);
    violation = violation.empty() ? compare(trip, whole) : violation;
  }
  return violation;
}

std::vector<Failure> run_all(const Options& options, Tally& total) {
  std::vector<Failure> failures;
  std::mutex mutex;
  std::atomic<std::uint64_t> next{options.first};
  std::atomic<bool> stop{false};
  const auto work = [&] {
    Plans plans;
    Tally tally;
    while (!stop) {
      const std::uint64_t seed = next++;
      if (seed >= options.first + options.seeds) {
        break;
      }
      const std::string violation = run_seed(seed, options, plans, tally);
      if (!violation.empty()) {
        const std::scoped_lock lock{mutex};
        failures.push_back({seed, violation});
        stop = stop || options.mutated || failures.size() >= 10;
      }
    }
    const std::scoped_lock lock{mutex};
    total.walks += tally.walks;
    total.requests += tally.requests;
    total.rows += tally.rows;
    for (std::size_t i = 0; i < tally.verdicts.size(); ++i) {
      total.verdicts.at(i) += tally.verdicts.at(i);
    }
  };
  std::vector<std::thread> threads;
  threads.reserve(options.threads);
  for (unsigned i = 0; i < options.threads; ++i) {
    threads.emplace_back(work);
  }
  for (auto& thread : threads) {
    thread.join();
  }
  return failures;
}

bool mutate(creditkit::Policy& policy, std::string_view name) {
  policy.loop_guard = name != "drop-loop-guard";
  policy.empty_page_goes_on = name != "end-on-empty";
  policy.total_is_confirmed = name != "trust-total";
  return !policy.loop_guard || !policy.empty_page_goes_on || !policy.total_is_confirmed;
}

bool read_options(int count, char** arguments, Options& options) {
  for (int i = 1; i < count; ++i) {
    const std::string_view name = arguments[i];
    if (!name.starts_with("--")) {
      options.seeds = std::strtoull(arguments[i], nullptr, 10);
      continue;
    }
    if (++i == count) {
      return false;
    }
    const std::uint64_t number = std::strtoull(arguments[i], nullptr, 10);
    if (name == "--seeds") {
      options.seeds = number;
    } else if (name == "--first") {
      options.first = number;
    } else if (name == "--replay") {
      options.replay = number;
    } else if (name == "--threads") {
      options.threads = static_cast<unsigned>(number);
    } else if (name == "--mutate" && mutate(options.policy, arguments[i])) {
      options.mutated = true;
    } else {
      return false;
    }
  }
  return true;
}

void print(const Failure& failure) {
  std::printf("BROKEN: %s\n%s  replay: simulate --replay %llu\n", failure.violation.c_str(),
              draw_world(failure.seed).story().c_str(),
              static_cast<unsigned long long>(failure.seed));
}

int run(const Options& options) {
  const auto start = std::chrono::steady_clock::now();
  Tally tally;
  const std::vector<Failure> failures = run_all(options, tally);
  for (const Failure& failure : failures) {
    print(failure);
  }
  const auto seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const auto count = [&](Verdict verdict) {
    return static_cast<unsigned long long>(tally.verdicts.at(static_cast<std::size_t>(verdict)));
  };
  std::printf(
      "%llu walks, %llu requests, %llu rows in %.1f s: %llu complete, %llu incomplete and say so, "
      "%llu end in a typed "
      "error, %llu left where no token leads on, %llu miss rows that no client can see; %zu broken "
      "promises\n",
      static_cast<unsigned long long>(tally.walks), static_cast<unsigned long long>(tally.requests),
      static_cast<unsigned long long>(tally.rows), seconds, count(Verdict::complete),
      count(Verdict::incomplete), count(Verdict::failed), count(Verdict::left),
      count(Verdict::unseen), failures.size());
  if (options.mutated) {
    std::printf(failures.empty() ? "the mutation went unnoticed\n" : "the mutation was noticed\n");
    return failures.empty() ? 1 : 0;
  }
  return failures.empty() ? 0 : 1;
}

}  // namespace
}  // namespace simulation

int main(int count, char** arguments) {
  simulation::Options options;
  if (!simulation::read_options(count, arguments, options)) {
    std::puts(
        "usage: simulate [N] [--seeds N] [--first S] [--replay S] [--threads T] "
        "[--mutate drop-loop-guard|end-on-empty|trust-total]");
    return 2;
  }
  if (options.replay > 0) {
    std::fputs(simulation::draw_world(options.replay).story().c_str(), stdout);
    options.first = options.replay;
    options.seeds = 1;
    options.threads = 1;
  }
  return simulation::run(options);
}
