/** Brings the table of seconds that is kept with a run up to date with what people have decided. */
import type { JobHandler } from '../../../adapters/jobs/port.ts';
import { standardPreset } from '../../../pipeline/screen-time/presets.ts';
import { seconds } from '../../../pipeline/units.ts';
import { readEditLog } from '../../results/edit-log.ts';
import { measureRun } from '../../results/measure-run.ts';
import { presetKey } from '../../results/preset-key.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { tableRows } from '../../results/table-rows.ts';
import type { Operations } from './definitions.ts';

const ALL = { start: seconds(0), end: seconds(Number.MAX_VALUE) };

/** Done twice, it is the same; a table that counts in later edits stays. */
export function manualAssignHandler({ manualAssign }: Operations, stores: ResultStores): JobHandler {
  return {
    definition: manualAssign,
    async run(raw) {
      const { run: id } = manualAssign.payload.parse(raw);
      const run = await readDoneRun(stores.database.queries, id);
      // Before the measuring: what is decided meanwhile has a job of its own.
      const { seq } = await readEditLog(stores, run.episodeId);
      const rows = tableRows(await measureRun(stores, run), ALL);
      const preset = presetKey(standardPreset);
      await stores.database.transaction(async (transaction) => {
        const table = await transaction
          .updateTable('screen_time_tables')
          .set({ edit_seq: seq, computed_at: new Date() })
          .where('run_id', '=', id)
          .where('preset', '=', preset)
          .where('edit_seq', '<', seq)
          .returning('run_id')
          .executeTakeFirst();
        if (!table) return;
        await transaction
          .deleteFrom('screen_time_rows')
          .where('run_id', '=', id)
          .where('preset', '=', preset)
          .execute();
        await transaction
          .insertInto('screen_time_rows')
          .values(rows.map((row) => ({ run_id: id, preset, ...toRow(row) })))
          .execute();
      });
      return null;
    },
  };
}

const toRow = (row: ReturnType<typeof tableRows>[number]) => ({
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
