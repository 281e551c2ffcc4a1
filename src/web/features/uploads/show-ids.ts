/** How shows are found by what people and file names call them. */
import type { Show } from '../../../server/contract/shows.ts';

const MOST_ID = 48;

/** `Schitt’s Creek` → `schitts-creek`. A title without a Latin letter or digit gets a number that is always the same. */
export function toShowId(title: string): string {
  const id = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}|['’]/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_ID)
    .replaceAll(/^-+|-+$/g, '');
  return id === '' && title.trim() !== '' ? `show-${numberOf(title.trim())}` : id;
}

/** The show that is meant, by its title, its id or its initials (`RHOBH`). */
export function findShow(shows: readonly Show[], called: string): Show | null {
  const id = toShowId(called);
  if (id === '') return null;
  return (
    shows.find((show) => show.id === id || toShowId(show.title) === id) ??
    shows.find(({ title }) => initials(title) === id || initials(title.replace(/^the\s+/i, '')) === id) ??
    null
  );
}

/** One letter names half of all shows. */
function initials(title: string): string | null {
  const letters = toShowId(title)
    .split('-')
    .map((word) => word[0]);
  return letters.length > 2 ? letters.join('') : null;
}

/** FNV-1a. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  return hash;
}
