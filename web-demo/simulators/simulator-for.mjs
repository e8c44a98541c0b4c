import { createSimulator } from 'creditkit/testing';

import { recentRows } from './recent-rows.mjs';

/**
 * The simulator that the page wished for, in the page itself or on the demo's server.
 * @param {import('../src/simulated.js').SimulatorWish} wish
 * @returns {import('creditkit/testing').Simulator}
 */
export function simulatorFor({
  provider,
  rows,
  pageSize,
  faults,
  recent,
  contradiction,
  latencyMs,
}) {
  const options = {
    provider,
    rows,
    ...(pageSize === undefined ? {} : { pageSize }),
    ...(faults === undefined ? {} : { faults }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(provider === 'dodo' && contradiction === true ? { contradiction } : {}),
  };
  if (recent !== true) return createSimulator(options);
  const made = createSimulator(options).rows();
  return createSimulator({ ...options, rows: recentRows(provider, made, Date.now()) });
}
