export {
  ApiError,
  AuthenticationError,
  NotFoundError,
  PermissionError,
  RateLimitError,
} from './api.js';
export { CreditKitError, type ErrorCode, type ErrorDetails, type ErrorRequest } from './base.js';
export { CoreTrapError, WasmLoadError } from './core.js';
export { CursorExpiredError, DriftError, LoopError, PaginationError } from './pagination.js';
export { NetworkError, ResponseFormatError, TimeoutError } from './transport.js';
export { DefinitionError, ParameterError } from './usage.js';
