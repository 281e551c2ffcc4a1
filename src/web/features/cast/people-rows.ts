/** People of the cast with what is counted of them, as the list shows them. */
import type { Person } from '../../../server/contract/cast.ts';
import type { ShowTotals } from '../../../server/contract/cast-totals.ts';
import { type CastView, sortOf } from './cast-view.ts';

export interface PersonRow {
  readonly person: Person;
  readonly featured: Person['photos'][number] | null;
  readonly usablePhotos: number;
  /** Those that wait to be read. */
  readonly waitingPhotos: number;
  readonly rejectedPhotos: number;
  readonly episodes: number;
  readonly seconds: number;
  /** Ascending, without repetition: of roles and of episodes. */
  readonly seasons: readonly number[];
}

export function peopleRows(people: readonly Person[], totals: ShowTotals | undefined, view: CastView): PersonRow[] {
  const byPerson = new Map((totals?.people ?? []).map((each) => [each.personId, each]));
  const seasonOf = new Map((totals?.episodes ?? []).map(({ episodeId, season }) => [episodeId, season]));
  const rows = people
    .filter((person) => matches(person, view.search ?? ''))
    .map((person): PersonRow => {
      const total = byPerson.get(person.id);
      const count = (state: string) => person.photos.filter((photo) => photo.state === state).length;
      const seen = (total?.episodes ?? []).flatMap(({ episodeId }) => seasonOf.get(episodeId) ?? []);
      const seasons = new Set([...person.roles.map(({ season }) => season), ...seen]);
      return {
        person,
        featured: person.photos.find(({ isFeatured }) => isFeatured) ?? person.photos[0] ?? null,
        usablePhotos: count('ready'),
        waitingPhotos: count('waiting'),
        rejectedPhotos: count('rejected'),
        episodes: total?.episodes.length ?? 0,
        seconds: total?.seconds ?? 0,
        seasons: [...seasons].sort((a, b) => a - b),
      };
    });
  const { sort, order } = sortOf(view);
  const direction = order === 'ascending' ? 1 : -1;
  const byName = (a: PersonRow, b: PersonRow) => a.person.name.localeCompare(b.person.name, 'en');
  const value = { seconds: 'seconds', episodes: 'episodes', photos: 'usablePhotos' } as const;
  return rows.sort((a, b) =>
    sort === 'name' ? direction * byName(a, b) : direction * (a[value[sort]] - b[value[sort]]) || byName(a, b),
  );
}

/** Whether every word is in the name, an alias, a role or the notes. */
function matches({ name, aliases, roles, notes }: Person, search: string): boolean {
  const text = plain([name, ...aliases, ...roles.map(({ role }) => role), notes].join('\n'));
  return plain(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Without case and accents: `Zoë` is found by `zoe`. */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();

/** `Seasons 3–5, 7`. */
export function seasonsText(seasons: readonly number[]): string {
  const spans: [first: number, last: number][] = [];
  for (const season of seasons) {
    const last = spans.at(-1);
    if (last && season === last[1] + 1) last[1] = season;
    else spans.push([season, season]);
  }
  const words = spans.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(', ');
  return seasons.length === 0 ? '' : `${seasons.length === 1 ? 'Season' : 'Seasons'} ${words}`;
}
