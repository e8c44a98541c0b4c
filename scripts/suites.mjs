// Every suite of `make test`, in its order. A new one is a line here.
import { catch2 } from './testing/catch2.mjs';
import { checks, tidy } from './testing/checks.mjs';
import { reproducible } from './testing/reproducible.mjs';
import { counted, steps } from './testing/steps.mjs';
import { vitest } from './testing/vitest.mjs';

const make = ['make', '--no-print-directory'];

export const suites = [
  { name: 'core', run: catch2({ build: 'native' }) },
  // Deep enough to meet every kind of server many times; `make simulate` goes on from there.
  // Then the same with a rule switched off, which must be noticed.
  {
    name: 'simulation',
    run: steps(
      [...make, 'simulate', 'SEEDS=20000'],
      [...make, 'drop-loop-guard'],
      [...make, 'end-on-empty'],
      [...make, 'trust-total'],
    ),
  },
  // A test for each fuzzer, the same inputs every time; `make fuzz` goes on from there.
  { name: 'fuzzing, short run', run: counted([...make, 'fuzz-short']) },
  {
    name: 'package and page build',
    run: steps([...make, 'build'], [...make, 'build/stamps/demo']),
  },
  // A minute on two cores: every file is compiled again.
  { name: 'reproducible WASM', run: reproducible },
  { name: 'static checks', run: checks },
  // 3 to 13 s a file and 35 s for the bindings: by `make lint`, where its cache makes the next run short.
  { name: 'clang-tidy', run: tidy, onlyByName: true },
  { name: 'package', run: vitest({ project: 'js' }) },
  { name: 'consumers', run: vitest({ project: 'consumers' }) },
  { name: 'browser', run: vitest({ project: 'browser' }) },
];
