import type { JSX } from 'preact';

const paths = {
  check: 'M3.500 8.500l3 3 6-7',
  warning: 'M8 3v6M8 12v.5',
  stop: 'M4.500 4.500l7 7M11.500 4.500l-7 7',
  down: 'M8 3v8M4.500 8L8 11.500 11.500 8M3 13.500h10',
  up: 'M8 11V3M4.500 6L8 2.500 11.500 6M3 13.500h10',
  copy: 'M5.500 5.500v-3h8v8h-3M2.500 5.500h8v8h-8z',
  auto: 'M8 2.500a5.500 5.500 0 1 0 0 11zM8 2.500a5.500 5.500 0 0 1 0 11',
  light:
    'M8 5.200a2.800 2.800 0 1 1 0 5.600 2.800 2.800 0 0 1 0-5.600M8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1',
  dark: 'M13 9.500A5.500 5.500 0 0 1 6.500 3a5.500 5.500 0 1 0 6.500 6.500z',
  infinity:
    'M8 8c-1.500-2-2.500-3-4-3a3 3 0 0 0 0 6c1.500 0 2.500-1 4-3s2.500-3 4-3a3 3 0 0 1 0 6c-1.500 0-2.500-1-4-3z',
} as const;

export type IconName = keyof typeof paths;

/** A picture beside a word that says the same: never alone, so it is hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg
      class="icon"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
