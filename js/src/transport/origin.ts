import { PaginationError, type ParameterError } from '../errors/index.js';
import { refused } from '../errors/usage.js';
import { Problem } from '../errors/problem.js';

/** The origin that keys may go to. Throws ParameterError for what is no base URL, and for plain http beyond this machine. */
export function originOf(baseUrl: string, allowInsecureHttp: boolean): string {
  const url = parsedUrl(baseUrl);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw baseUrlError('it is no http or https URL');
  }
  if (url.username !== '' || url.password !== '') {
    throw baseUrlError('it holds a user name or password: pass the key as apiKey');
  }
  if (url.protocol === 'http:' && !allowInsecureHttp && !isLoopback(url.hostname)) {
    throw baseUrlError(
      'plain http sends the key readable to all on the way: use https, or set allowInsecureHttp',
    );
  }
  return url.origin;
}

/** Throws Problem where a request would leave the origin. Called before a key is put into it. */
export function requireOrigin(requestUrl: string, origin: string): URL {
  const url = parsedUrl(requestUrl);
  if (url?.origin !== origin || url.username !== '' || url.password !== '') {
    throw new Problem(
      PaginationError,
      'the next request would go to another origin than baseUrl; it was not made',
      { code: 'origin' },
    );
  }
  return url;
}

export function parsedUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** What browsers call potentially trustworthy although it is http (Secure Contexts, section 3.1). */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}

function baseUrlError(why: string): ParameterError {
  return refused('baseUrl', `cannot be used: ${why}`);
}
