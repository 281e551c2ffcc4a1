/** Brings the table of seconds that is kept with a run up to date with what people have decided. */
import { toJson } from '../../../adapters/database/column-values.ts';
import type { EventLog } from '../../../adapters/events/port.ts';
import type { JobHandler } from '../../../adapters/jobs/port.ts';
import { seconds } from '../../../pipeline/units.ts';
import { announce } from '../../announce.ts';
import { chooseCrops, facesOf } from '../../results/choose-crops.ts';
import { readEditLog } from '../../results/edit-log.ts';
import { readFacesByTrack } from '../../results/face-rows.ts';
import { measureRun } from '../../results/measure-run.ts';
import { KEPT_PRESET } from '../../results/preset-key.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { type PlacedRun, readDoneRun } from '../../results/run-place.ts';
import { readReview } from '../../results/run-review.ts';
import { type ShownPerson, toShown } from '../../results/shown-people.ts';
import { tableRows } from '../../results/table-rows.ts';
import type { Operations } from './definitions.ts';

const ALL = { start: seconds(0), end: seconds(Number.MAX_VALUE) };

/** Done twice, it is the same; a table that counts in later edits stays. */
export function manualAssignHandler(
  { manualAssign }: Operations,
  { events, ...stores }: ResultStores & { readonly events: EventLog },
): JobHandler {
  return {
    definition: manualAssign,
    async run(raw) {
      const { run: id } = manualAssign.payload.parse(raw);
      const run = await readDoneRun(stores.database.queries, id);
      await keepScreenTime(stores, run);
      await announce(events, { type: 'episode-changed', episode: run.episodeId });
      return null;
    },
  };
}

/** @param always also where no edit is later than what the table counts in, because the result itself has changed. */
export async function keepScreenTime(
  stores: ResultStores,
  run: PlacedRun,
  { always = false }: { readonly always?: boolean } = {},
): Promise<void> {
  // Before the measuring: what is decided meanwhile has a job of its own.
  const { seq } = await readEditLog(stores, run.episodeId);
  const rows = tableRows(await measureRun(stores, run), ALL);
  const shown = toJson<unknown>(toShown(await peopleOf(stores, run, rows)));
  const preset = KEPT_PRESET;
  await stores.database.transaction(async (transaction) => {
    const table = await transaction
      .updateTable('screen_time_tables')
      .set({ edit_seq: seq, shown, computed_at: new Date() })
      .where('run_id', '=', run.id)
      .where('preset', '=', preset)
      .where('edit_seq', always ? '<=' : '<', seq)
      .returning('run_id')
      .executeTakeFirst();
    if (!table) return;
    await transaction
      .deleteFrom('screen_time_rows')
      .where('run_id', '=', run.id)
      .where('preset', '=', preset)
      .execute();
    await transaction
      .insertInto('screen_time_rows')
      .values(rows.map((row) => ({ run_id: run.id, preset, ...toRow(row) })))
      .execute();
  });
}

type Row = ReturnType<typeof tableRows>[number];

/** Everybody with a row, and the crop that shows best who it is. */
async function peopleOf(stores: ResultStores, run: PlacedRun, rows: readonly Row[]): Promise<ShownPerson[]> {
  const { state } = await readReview(stores, run);
  const byTrack = await readFacesByTrack(stores, run);
  return rows
    .filter(({ subject }) => subject !== 'unattributed')
    .map(({ personId, name, seconds, identities }) => {
      const own = identities.flatMap((number) => state.identities.get(number) ?? []);
      const faces = own.flatMap((identity) => facesOf(state, identity, byTrack));
      const [best] = chooseCrops(faces, 1);
      return { personId, name: personId === null ? name : null, seconds, cropKey: best?.cropKey ?? null };
    });
}

const toRow = (row: Row) => ({
  subject: row.subject,
  person_id: row.personId,
  identity_key: row.subject === 'identity' ? String(row.identities[0]) : null,
  seconds: row.seconds,
  first_seconds: row.firstSeconds,
  last_seconds: row.lastSeconds,
  longest_seconds: row.longestSeconds,
  shots: row.shots,
  tracks: row.tracks,
  confidence: row.confidence,
});
