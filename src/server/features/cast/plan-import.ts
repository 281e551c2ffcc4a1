/** What an import would do to a cast: pure, so that what is previewed is what is done. */
import type { CastEntry } from '../../contract/cast-import.ts';

/** Somebody of the cast as it is. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly notes: string;
  readonly aliases: readonly string[];
  readonly roles: readonly { readonly season: number; readonly role: string }[];
}

export interface PlannedPerson {
  readonly name: string;
  /** Null: nobody of the cast is meant. */
  readonly known: KnownPerson | null;
  readonly outcome: 'made' | 'changed' | 'unchanged' | 'skipped';
  readonly newAliases: readonly string[];
  readonly newRoles: readonly { readonly season: number; readonly role: string }[];
  /** Null: they stay. */
  readonly newNotes: string | null;
  readonly changes: readonly string[];
  readonly skipped: readonly string[];
}

/**
 * One plan per entry. Entries are who their name means, by name or by alias, whatever the case. Nothing is taken away: aliases
 * and roles are added, a role of a season and notes are replaced. Applied once, the same entries change nothing.
 */
export function planImport(cast: readonly KnownPerson[], entries: readonly CastEntry[]): PlannedPerson[] {
  const meant = new Map<string, string>();
  // Names come before aliases.
  for (const { id, aliases } of cast) for (const alias of aliases) meant.set(key(alias), id);
  for (const { id, name } of cast) meant.set(key(name), id);
  const byId = new Map(cast.map((person) => [person.id, person]));
  const planned = new Map<string, string>();
  return entries.map((entry, index) => {
    const id = meant.get(key(entry.name)) ?? `new ${index}`;
    const earlier = planned.get(id);
    if (earlier !== undefined) return refused(entry, `${earlier} stands in the file already.`);
    planned.set(id, entry.name);
    meant.set(key(entry.name), id);
    return planOne(entry, byId.get(id) ?? null, { own: id, meant });
  });
}

interface Meanings {
  readonly own: string;
  /** Who is meant by a name; what is planned is added. */
  readonly meant: Map<string, string>;
}

function planOne(entry: CastEntry, known: KnownPerson | null, { own, meant }: Meanings): PlannedPerson {
  const skipped: string[] = [];
  const newAliases: string[] = [];
  for (const alias of entry.aliases) {
    const means = meant.get(key(alias));
    if (means === own) continue;
    if (means !== undefined) {
      skipped.push(`The alias “${alias}”: somebody else of the show is called so.`);
      continue;
    }
    meant.set(key(alias), own);
    newAliases.push(alias);
  }
  // The last word of the file about a season counts.
  const wanted = new Map(entry.roles.map(({ season, role }) => [season, role]));
  const newRoles = [...wanted]
    .filter(([season, role]) => known?.roles.find((each) => each.season === season)?.role !== role)
    .map(([season, role]) => ({ season, role }));
  const newNotes = entry.notes !== undefined && entry.notes !== (known?.notes ?? '') ? entry.notes : null;
  const changes = [
    ...newAliases.map((alias) => `alias “${alias}”`),
    ...newRoles.map(({ season, role }) => `${role} in season ${season}`),
    ...(newNotes === null ? [] : ['notes']),
  ];
  const outcome = known === null ? 'made' : changes.length > 0 ? 'changed' : 'unchanged';
  return { name: known?.name ?? entry.name, known, outcome, newAliases, newRoles, newNotes, changes, skipped };
}

const refused = ({ name }: CastEntry, why: string): PlannedPerson => ({
  name,
  known: null,
  outcome: 'skipped',
  newAliases: [],
  newRoles: [],
  newNotes: null,
  changes: [],
  skipped: [why],
});

const key = (name: string): string => name.trim().toLowerCase();
