/** The rows of the default table: identities of one person are one row. */
import type { Interval } from '../../../../pipeline/records.ts';
import { groupBy } from '../../../../pipeline/screen-time/group-by.ts';
import { total, union } from '../../../../pipeline/screen-time/intervals.ts';
import { seconds } from '../../../../pipeline/units.ts';
import type { ScreenTimeTable } from '../artifacts/screentime-table.ts';

type Row = ScreenTimeTable['unattributed'];
type IdentityRow = ScreenTimeTable['identities'][number];

interface Measures {
  readonly seconds: number;
  readonly first_seconds: number | null;
  readonly last_seconds: number | null;
  readonly longest_seconds: number;
  readonly shots: number;
  readonly tracks: number;
}

const measuresOf = (row: Row): Measures => ({
  seconds: row.seconds,
  first_seconds: row.first_s,
  last_seconds: row.last_s,
  longest_seconds: row.longest_s,
  shots: row.shots,
  tracks: row.tracks,
});

/**
 * With the numbers of the identities that are in each.
 *
 * @param personOf the person that an identity surely is, or null.
 */
export function screenTimeRows(table: ScreenTimeTable, personOf: (identity: number) => string | null) {
  const byPerson = groupBy(
    table.identities.filter(({ identity }) => personOf(identity) !== null),
    ({ identity }) => personOf(identity),
  );
  const people = [...byPerson].map(([person_id, rows]) => ({
    subject: 'person' as const,
    person_id,
    identity_key: null,
    identities: rows.map(({ identity }) => identity),
    ...joined(rows),
    // As sure as the least sure of them.
    confidence: Math.min(...rows.map(({ confidence }) => confidence)),
  }));
  const identities = table.identities
    .filter(({ identity }) => personOf(identity) === null)
    .map((row) => ({
      subject: 'identity' as const,
      person_id: null,
      identity_key: String(row.identity),
      identities: [row.identity],
      ...measuresOf(row),
      confidence: row.confidence,
    }));
  const unattributed = {
    subject: 'unattributed' as const,
    person_id: null,
    identity_key: null,
    identities: [],
    ...measuresOf(table.unattributed),
    confidence: null,
  };
  return [...people, ...identities, unattributed];
}

/** Time in which two of them are seen counts once. */
function joined(rows: readonly IdentityRow[]): Measures {
  const [only] = rows;
  if (only && rows.length === 1) return measuresOf(only);
  const receipts = rows.flatMap(({ intervals }) => intervals);
  const seen: readonly Interval[] = union(
    receipts.map(({ start_s, end_s }) => ({ start: seconds(start_s), end: seconds(end_s) })),
  );
  return {
    seconds: total(seen),
    first_seconds: seen[0]?.start ?? null,
    last_seconds: seen.at(-1)?.end ?? null,
    longest_seconds: Math.max(0, ...seen.map(({ start, end }) => end - start)),
    shots: new Set(receipts.map(({ shot }) => shot)).size,
    tracks: new Set(receipts.flatMap(({ tracks }) => tracks)).size,
  };
}
