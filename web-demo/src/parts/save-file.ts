/** Hands a file to the person at the screen. Nothing leaves the page. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the file over by the next turn, but not always sooner.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 1000);
}
