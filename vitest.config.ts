import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'js',
          include: ['tests/js/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          // One engine at a time: two browsers on two cores make each other slow, and slow reads as broken.
          fileParallelism: false,
          // Longer than the tests' own patience, which says what it waited for.
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'consumers',
          include: ['tests/consumers/*.test.ts'],
          fileParallelism: false,
          // Compilers and browsers start here, on two cores that others may use.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
