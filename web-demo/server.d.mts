/** Serves the built page and, on order, simulated vendors, on 127.0.0.1. */
export function startDemo(
  port?: number,
): Promise<{ readonly origin: string; close(): Promise<void> }>;
