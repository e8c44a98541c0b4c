/** How wide a text stands on a terminal, in cells. */

const ASCII = /^[\x20-\x7e]*$/;
/** Two cells each: East Asian Width W and F of Unicode Annex 11, by its blocks, and emoji. */
const WIDE =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}])/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

export function widthOf(text: string): number {
  if (ASCII.test(text)) {
    return text.length;
  }
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += cellsIn(segment);
  }
  return width;
}

/** Cut visibly, and never inside what a reader takes for one character. */
export function cutTo(text: string, most: number): string {
  if (widthOf(text) <= most) {
    return text;
  }
  let kept = '';
  let width = 1;
  for (const { segment } of graphemes.segment(text)) {
    width += cellsIn(segment);
    if (width > most) {
      break;
    }
    kept += segment;
  }
  return `${kept}…`;
}

function cellsIn(grapheme: string): number {
  return WIDE.test(grapheme) ? 2 : 1;
}
