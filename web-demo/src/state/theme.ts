import { effect, signal } from '@preact/signals';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const systemDark = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(systemDark.matches);
systemDark.addEventListener('change', () => {
  systemIsDark.value = systemDark.matches;
});

/** Kept for as long as the page is open; the system's choice is the one that lasts. */
export const theme = signal<Theme>('auto');

/** Charts paint with the colours of the moment and look here for when to paint again. */
export const isDark = signal(systemDark.matches);

effect(() => {
  isDark.value = theme.value === 'auto' ? systemIsDark.value : theme.value === 'dark';
  document.documentElement.dataset['theme'] = isDark.value ? 'dark' : 'light';
});

export function nextTheme(): void {
  theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'auto';
}
