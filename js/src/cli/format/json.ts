/** JSON that means the same and holds no character that a terminal would obey. */
const UNSAFE = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** `indent`: blanks a level; 0 is one line. */
export function jsonOf(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replaceAll(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
