/**
 * Addresses of pictures are signed anew with every answer. The first one is kept while it works for long enough still: with
 * another address the browser would load the same picture again, and every edit would make the page flicker.
 */

/** They work for an hour. */
const KEPT_MS = 40 * 60_000;

export class KeptUrls {
  readonly #kept = new Map<number, { readonly url: string; readonly sinceMs: number }>();

  /** @param face number in the run. */
  of(face: number, url: string | null, nowMs: number): string | null {
    if (url === null) return null;
    const known = this.#kept.get(face);
    if (known && nowMs - known.sinceMs < KEPT_MS) return known.url;
    this.#kept.set(face, { url, sinceMs: nowMs });
    return url;
  }
}

const byRun = new Map<string, KeptUrls>();

/** The same for the list of stacks and for their tracks. */
export function keptUrlsOf(runId: string): KeptUrls {
  const known = byRun.get(runId) ?? new KeptUrls();
  byRun.set(runId, known);
  return known;
}
