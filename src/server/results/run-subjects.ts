/** Whose seconds a run has: people that identities surely are, and identities that are nobody yet. */
import type { Queries } from '../../adapters/database/port.ts';
import type { Identity } from '../../pipeline/records.ts';
import { groupBy } from '../../pipeline/screen-time/group-by.ts';
import { readDecisions } from './decisions.ts';

export interface Subject {
  readonly personId: string | null;
  /** Of the person; null for an identity that is nobody yet. */
  readonly name: string | null;
  /** Ascending. Several where the machine did not see that they are one person. */
  readonly identities: readonly number[];
  /** What screen time is measured for, under the number of the first identity. */
  readonly measured: Identity;
}

export interface IdentityOwner {
  readonly number: number;
  readonly confidence: number;
  /** Who it surely is: as somebody said, else as the machine accepted. */
  readonly person: { readonly id: string; readonly name: string } | null;
  /** Whether somebody has said who it is, or that it is nobody of the cast. */
  readonly isDecided: boolean;
  /** The least number of the identities that are one with it, its own among them. */
  readonly group: number;
}

export async function readSubjects(queries: Queries, runId: string): Promise<readonly Subject[]> {
  const owners = await readOwners(queries, runId);
  const links = await queries
    .selectFrom('identity_tracks')
    .select(['identity_number', 'track_number'])
    .where('run_id', '=', runId)
    .orderBy('track_number')
    .execute();
  const tracks = groupBy(links, ({ identity_number }) => identity_number);
  const groups = groupBy(owners, ({ person, group }) => person?.id ?? group);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { person } = first;
    const own = group.flatMap(({ number }) => (tracks.get(number) ?? []).map(({ track_number }) => track_number));
    // As sure as the least sure of them.
    const confidence = Math.min(...group.map((each) => each.confidence));
    const measured = { identity: first.number, name: person?.name ?? null, tracks: own, confidence };
    const identities = group.map(({ number }) => number);
    return [{ personId: person?.id ?? null, name: person?.name ?? null, identities, measured }];
  });
}

/** Every identity of a run with who it is, by number. */
export async function readOwners(queries: Queries, runId: string): Promise<readonly IdentityOwner[]> {
  const identities = await queries
    .selectFrom('identities')
    .select(['number', 'person_id', 'verdict', 'confidence'])
    .where('run_id', '=', runId)
    .orderBy('number')
    .execute();
  const { assigned, merges } = await readDecisions(queries, runId);
  const groupOf = groupsOf(
    identities.map(({ number }) => number),
    merges,
  );
  const said = new Map([...assigned].map(([number, person]) => [groupOf(number), person]));
  const seen = new Map<number, string>();
  for (const { number, person_id, verdict } of identities) {
    if (verdict === 'accept' && person_id !== null && !seen.has(groupOf(number))) seen.set(groupOf(number), person_id);
  }
  const names = await namesOf(queries, [...said.values(), ...seen.values()]);
  return identities.map(({ number, confidence }) => {
    const group = groupOf(number);
    const isDecided = said.has(group);
    const id = (isDecided ? said.get(group) : seen.get(group)) ?? null;
    const name = id === null ? undefined : names.get(id);
    return { number, confidence, group, isDecided, person: id !== null && name !== undefined ? { id, name } : null };
  });
}

async function namesOf(queries: Queries, people: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(people.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const rows = await queries.selectFrom('people').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The least number of those that are one by the merges. */
function groupsOf(numbers: readonly number[], merges: readonly (readonly number[])[]): (number: number) => number {
  const group = new Map(numbers.map((number) => [number, number]));
  const of = (number: number): number => group.get(number) ?? number;
  for (const merge of merges) {
    const joined = new Set(merge.map(of));
    const least = Math.min(...joined);
    for (const number of numbers) if (joined.has(of(number))) group.set(number, least);
  }
  return of;
}
