#!/usr/bin/env node
import { run } from './run.js';

void run(process.argv.slice(2)).then((exit) => {
  // Not process.exit: what was written must reach its reader first.
  process.exitCode = exit;
});
