/** Whose seconds a run has: people that identities surely are, and identities that are nobody yet. */
import type { Queries } from '../../adapters/database/port.ts';
import type { Identity } from '../../pipeline/records.ts';
import { groupBy } from '../../pipeline/screen-time/group-by.ts';

export interface Subject {
  readonly personId: string | null;
  /** Of the person; null for an identity that is nobody yet. */
  readonly name: string | null;
  /** Ascending. Several where the machine did not see that they are one person. */
  readonly identities: readonly number[];
  /** What screen time is measured for, under the number of the first identity. */
  readonly measured: Identity;
}

export async function readSubjects(queries: Queries, runId: string): Promise<readonly Subject[]> {
  const identities = await queries
    .selectFrom('identities')
    .leftJoin('people', 'people.id', 'identities.person_id')
    .select(['identities.number', 'identities.person_id', 'identities.verdict', 'identities.confidence', 'people.name'])
    .where('identities.run_id', '=', runId)
    .orderBy('identities.number')
    .execute();
  const links = await queries
    .selectFrom('identity_tracks')
    .select(['identity_number', 'track_number'])
    .where('run_id', '=', runId)
    .orderBy('track_number')
    .execute();
  const tracks = groupBy(links, ({ identity_number }) => identity_number);
  const isSure = (each: { verdict: string | null; person_id: string | null }) =>
    each.verdict === 'accept' && each.person_id !== null;
  const groups = groupBy(identities, (each) => (isSure(each) ? each.person_id : each.number));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const personId = isSure(first) ? first.person_id : null;
    const name = isSure(first) ? first.name : null;
    const own = group.flatMap(({ number }) => (tracks.get(number) ?? []).map(({ track_number }) => track_number));
    // As sure as the least sure of them.
    const confidence = Math.min(...group.map((each) => each.confidence));
    const measured = { identity: first.number, name, tracks: own, confidence };
    return [{ personId, name, identities: group.map(({ number }) => number), measured }];
  });
}
