/** Hands the browser a file that was made on the page. */
export function saveFile(name: string, content: string, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by the time other work is done.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
