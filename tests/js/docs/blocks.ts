/** The code blocks of README and docs. What follows the language in a fence says how the block is run. */
import { readdirSync, readFileSync } from 'node:fs';

export interface Block {
  readonly page: string;
  /** Of the fence, from 1. */
  readonly line: number;
  readonly language: string;
  readonly role: string;
  readonly text: string;
  /** The next block of the page. */
  readonly next: Block | null;
}

export const PAGES: readonly string[] = [
  'README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

export const BLOCKS: readonly Block[] = PAGES.flatMap(blocksOf);

export function title({ page, line }: Block): string {
  return `${page}:${String(line)}`;
}

/** A name for files made from a block. */
export function slug(block: Block): string {
  return title(block).replaceAll(/[^a-z0-9]+/gi, '-');
}

function blocksOf(page: string): Block[] {
  const text = readFileSync(page, 'utf8');
  const blocks: (Omit<Block, 'next'> & { next: Block | null })[] = [];
  for (const match of text.matchAll(/^```([a-z]*)(?: ([^\n]*))?\n(.*?)^```$/gms)) {
    const [, language = '', role = '', content = ''] = match;
    const line = text.slice(0, match.index).split('\n').length;
    const block = { page, line, language, role, text: content, next: null };
    const before = blocks.at(-1);
    if (before !== undefined) {
      before.next = block;
    }
    blocks.push(block);
  }
  return blocks;
}
