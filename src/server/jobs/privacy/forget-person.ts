/**
 * Removes a person from everywhere. What there is, is written down first (`inventory.ts`); from then on every step may be done
 * again, so that whatever kills this half-way, the next try ends the same:
 *
 *   exports, photographs, half results, folders of work, videos if wished
 *   run by run: pictures, embeddings, files, rows
 *   the log of edits; then tables of seconds are measured again, by what is left
 *   lines, warnings, jobs, events
 *   the row of the person
 *   a search for what is left, and the certificate
 */
import { createHash } from 'node:crypto';
import { toJson } from '../../../adapters/database/column-values.ts';
import type { JobHandler } from '../../../adapters/jobs/port.ts';
import { announce } from '../../announce.ts';
import { noteAudit } from '../../audit.ts';
import type { Certificate } from '../../contract/privacy.ts';
import { formatJson } from '../../results/parse-artifact.ts';
import { readDoneRun } from '../../results/run-place.ts';
import type { Operations } from '../operations/definitions.ts';
import { keepScreenTime } from '../operations/manual-assign.ts';
import { findLeftovers } from './find-leftovers.ts';
import type { ForgetParts } from './forget-parts.ts';
import { type Inventory, inventory as inventoryShape } from './inventory.ts';
import { readInventory } from './read-inventory.ts';
import { redactEdits } from './redact-edits.ts';
import { redactLines } from './redact-lines.ts';
import { redactRun } from './redact-run.ts';
import { searchWords } from './redact-words.ts';
import { removeBrokenRuns, removeExports, removePhotographs, removeVideos, removeWorkFolders } from './remove-files.ts';
import { listWhatStays } from './what-stays.ts';

export function forgetPersonHandler({ forgetPerson }: Operations, parts: ForgetParts): JobHandler {
  return {
    definition: forgetPerson,
    async run(raw, { signal, report }) {
      const { forgetting: id } = forgetPerson.payload.parse(raw);
      try {
        await forget(parts, { id, signal, report: (done, total) => report({ stage: 'forget', done, total }) });
      } catch (error) {
        await explain(parts, id, error);
        throw error;
      }
      return null;
    },
  };
}

interface Forgetting {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly report: (done: number, total: number) => void;
}

type Row = Awaited<ReturnType<typeof readRow>>;

async function forget(parts: ForgetParts, { id, signal, report }: Forgetting): Promise<void> {
  const row = await readRow(parts, id);
  if (row.finished_at !== null) return;
  const inventory = await keptInventory(parts, row);
  const { personId, show, runs, episodes, doneRuns } = inventory;
  const search = searchWords(inventory);
  const at = row.requested_at;
  const steps: (() => Promise<unknown>)[] = [
    () => removeExports(parts, inventory),
    () => removePhotographs(parts, personId),
    () => removeBrokenRuns(parts, inventory),
    ...doneRuns.map((run) => async () => {
      await redactRun(parts, run, { personId, search, at, found: runs.find((each) => each.id === run) });
    }),
    () => redactEdits(parts.database, { show, search, at }),
    ...doneRuns.map((run) => async () => {
      await keepScreenTime(parts, await readDoneRun(parts.database.queries, run), { always: true });
    }),
    // Those that were asked for while the results still said who it is.
    () => removeExports(parts, inventory),
    () => redactLines(parts, { show, search }, episodes),
    () => removeWorkFolders(parts, inventory.workVideos),
    ...(row.with_videos ? [() => removeVideos(parts, inventory)] : []),
    () => parts.database.queries.deleteFrom('people').where('id', '=', personId).execute(),
    // A form for a photograph that was asked for before works for a while.
    () => removePhotographs(parts, personId),
  ];
  for (const [done, step] of steps.entries()) {
    signal.throwIfAborted();
    report(done, steps.length);
    await step();
  }
  const remains = await parts.database.purge(TABLES);
  await certify(parts, row, { inventory, remains });
  for (const episode of episodes) await announce(parts.events, { type: 'episode-changed', episode });
  await announce(parts.events, { type: 'cast-changed', show });
}

/** Those that have lost something. */
const TABLES = [
  ...(['people', 'person_aliases', 'person_roles', 'facebank_photos', 'photo_embeddings', 'face_embeddings'] as const),
  ...([
    'faces',
    'tracks',
    'identities',
    'screen_time_tables',
    'screen_time_rows',
    'edits',
    'exports',
    'runs',
    'run_log',
  ] as const),
  ...(['run_artifacts', 'job_history', 'forgettings'] as const),
];

async function readRow({ database }: Pick<ForgetParts, 'database'>, id: string) {
  return await database.queries.selectFrom('forgettings').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** As it was found by the first try. */
async function keptInventory(parts: ForgetParts, { id, inventory, person_id, with_videos }: Row): Promise<Inventory> {
  if (inventory !== null) return inventoryShape.parse(inventory);
  const found = await readInventory(parts, { personId: person_id ?? '', withVideos: with_videos });
  await parts.database.queries
    .updateTable('forgettings')
    .set({ inventory: toJson<unknown>(found), reason: null })
    .where('id', '=', id)
    .execute();
  return found;
}

async function certify(
  parts: ForgetParts,
  row: Row,
  { inventory, remains }: { readonly inventory: Inventory; readonly remains: 'gone' | 'left' },
): Promise<void> {
  const { database, clock, programVersion } = parts;
  const { show, runs, removed } = inventory;
  const finishedAt = new Date(clock.now());
  const names = searchWords(inventory);
  const certificate: Certificate = {
    schemaVersion: 1,
    id: row.id,
    number: row.number,
    reference: row.reference,
    show,
    requestedBy: { id: row.requested_by, name: await nameOf(parts, row.requested_by) },
    requestedAt: row.requested_at.toISOString(),
    finishedAt: finishedAt.toISOString(),
    programVersion,
    withVideos: row.with_videos,
    runs: runs.map(({ id, episode, number }) => ({ id, episode, number })),
    removed: [...removed],
    kept: await listWhatStays(database.queries, {
      show,
      search: names,
      withVideos: row.with_videos,
      remains,
    }),
    search: await findLeftovers(parts, inventory),
  };
  const text = formatJson(certificate);
  const sha256 = createHash('sha256').update(text).digest('hex');
  await database.transaction(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('forgettings')
      .set({ certificate: text, certificate_sha256: sha256, finished_at: finishedAt })
      .set({ inventory: null, person_id: null, reason: null })
      .where('id', '=', row.id)
      .where('finished_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await noteAudit(transaction, {
      by: row.requested_by,
      action: 'privacy.forgotten',
      subject: { type: 'certificate', id: row.id },
      detail: { number: row.number, sha256, leftovers: certificate.search.found.length },
    });
  });
  // The wish itself knew the name.
  await database.purge(['forgettings']);
}

async function nameOf({ database }: ForgetParts, actor: string): Promise<string> {
  const accounts = await database.queries.selectFrom('accounts').select(['id', 'name']).execute();
  return accounts.find(({ id }) => id === actor)?.name ?? actor;
}

/** So that people see why it takes so long. */
async function explain({ database }: ForgetParts, id: string, error: unknown): Promise<void> {
  const reason = error instanceof Error && error.message !== '' ? error.message : 'It failed without saying why.';
  await database.queries
    .updateTable('forgettings')
    .set({ reason })
    .where('id', '=', id)
    .where('finished_at', 'is', null)
    .execute();
}
