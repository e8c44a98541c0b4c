/** How texts are written in the places of a request. */

/** RFC 3986: all but unreserved characters are percent-encoded. */
export function percent(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A name in a query: as a value, but vendors write brackets as they are. */
export function queryName(name: string): string {
  return percent(name).replaceAll('%5B', '[').replaceAll('%5D', ']');
}

/** application/x-www-form-urlencoded, as https://url.spec.whatwg.org/#concept-urlencoded-serializer has it but for `*`. */
export function form(pairs: readonly (readonly [string, string])[]): string {
  return new URLSearchParams(pairs.map(([name, value]) => [name, value]))
    .toString()
    .replaceAll('*', '%2A');
}

export function isVisibleAscii(text: string): boolean {
  return /^[!-~](?:[ -~]*[!-~])?$/.test(text);
}
