/**
 * A server that was updated no longer has the parts of the pages that an open tab has not loaded yet: the tab loads itself
 * again then. Not twice in a short time: a part that is missing for another reason is shown as a fault.
 */
const KEY = 'screenalytics-reloaded-at';
const AGAIN_MS = 60_000;

export function reloadWhenReplaced(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - last < AGAIN_MS) return;
    sessionStorage.setItem(KEY, String(Date.now()));
    event.preventDefault();
    window.location.reload();
  });
}
