/** Texts that came from a vendor, made harmless for a terminal. */

// Control characters (escape sequences begin with one) and those that turn the direction of writing around.
const CONTROL = /(?![\t\r\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/** Line breaks and tabs stay. */
export function withoutControls(text: string): string {
  return text.replaceAll(CONTROL, '\ufffd');
}

export function lineOfText(text: string): string {
  return withoutControls(text.replaceAll(/[\t\r\n\u2028\u2029]+/g, ' '));
}
