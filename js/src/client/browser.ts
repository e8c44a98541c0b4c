/** True in pages and their workers: wherever the person at the screen can read what the program holds. */
export function isBrowser(): boolean {
  if (typeof window !== 'undefined' && typeof document !== 'undefined') {
    return true;
  }
  // Workers exist on servers too. Every browser says Mozilla/5.0, and no server runtime does.
  return 'WorkerGlobalScope' in globalThis && navigator.userAgent.startsWith('Mozilla/');
}
