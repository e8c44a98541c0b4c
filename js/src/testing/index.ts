/**
 * Simulators of the five vendors, for tests of your own: a `fetch` to inject, a record of what was
 * asked and served, and faults on demand. They follow the vendors' documents and know nothing of
 * this package. Real HTTP is in `creditkit/testing/node`.
 */
export { createSimulator } from './simulator.js';
export { faultApplies, faultKinds, faultOfKind } from './faults.js';
export { JsonNumber } from './json.js';
export type {
  CommonOptions,
  Delivery,
  ForeignRequest,
  Provider,
  RequestRecord,
  RowOf,
  ServedRow,
  SimulatedAccount,
  SimulatedOperation,
  SimulatedReply,
  SimulatedRequest,
  Simulator,
  SimulatorOptions,
  Surroundings,
  VendorOptions,
} from './types.js';
export type {
  BodyFault,
  BomFault,
  CharsetFault,
  ClampFault,
  ContentLengthFault,
  CursorTypeFault,
  CycleFault,
  DriftFault,
  DripFault,
  EmptyPageFault,
  Fault,
  FaultKind,
  FaultSpec,
  FaultTiming,
  HtmlFault,
  IgnoredPositionFault,
  MalformedJsonFault,
  MissingAmountFault,
  NextUrlFault,
  NoContentFault,
  OversizeFault,
  PageFault,
  RandomFaults,
  RedirectFault,
  RepeatedCursorFault,
  ReplacingFault,
  ResetBodyFault,
  ResetHeadersFault,
  RetryAfter,
  StallBodyFault,
  StallHeadersFault,
  StatusFault,
  TotalFault,
  TransitFault,
  TruncatedGzipFault,
  VendorErrorFault,
} from './faults.js';
export type { CloudreveOptions, CloudreveRow } from './cloudreve.js';
export type { DodoEntitlementUsage, DodoOptions, DodoRow, DodoTransactionType } from './dodo.js';
export type { KlaimOptions, KlaimRow } from './klaim.js';
export type { NameTrustOptions, NameTrustRow } from './nametrust.js';
export type { NebulaOptions, NebulaRow } from './nebula.js';
