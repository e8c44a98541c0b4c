export function open(url: URL | string): Promise<Response> {
  return fetch(url);
}
