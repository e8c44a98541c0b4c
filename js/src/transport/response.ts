import { bytesOf, isStream } from '../bytes.js';
import { ParameterError } from '../errors/index.js';
import { Problem } from '../errors/problem.js';

/**
 * What an injected fetch gave, if it can be read: by what is used of it, as polyfills and test environments bring classes
 * of their own. Throws Problem otherwise; mocks often have `ok` and `json()` alone.
 */
export function requireResponse(answer: unknown): Response {
  if (!isReadable(answer)) {
    throw noResponse('status, headers and a body are needed');
  }
  if (answer.bodyUsed || (isStream(answer.body) && answer.body.locked)) {
    throw noResponse('its body was read before');
  }
  return answer;
}

function isReadable(answer: unknown): answer is Response {
  if (typeof answer !== 'object' || answer === null) {
    return false;
  }
  const { type, status, headers, body, arrayBuffer } = answer as Partial<Response>;
  return (
    (isStatus(status) || type === 'opaqueredirect') &&
    typeof headers?.get === 'function' &&
    (isStream(body) || typeof arrayBuffer === 'function')
  );
}

/** RFC 9110 section 15. Response.error() and answers that a browser hides have 0. */
function isStatus(status: unknown): boolean {
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 999;
}

/** The bytes of a chunk or buffer. The length of a text or an array would count for nothing, and the limit with it. */
export function requireBytes(value: unknown): Uint8Array {
  const bytes = bytesOf(value);
  if (bytes === null) {
    throw noResponse('its body gives something else than bytes');
  }
  return bytes;
}

function noResponse(why: string): Problem {
  return new Problem(
    ParameterError,
    `the function given as fetch returned no usable Response: ${why}`,
    {
      code: 'parameter',
      parameter: 'fetch',
    },
  );
}
