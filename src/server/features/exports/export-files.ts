/** Files that jobs make: rows of `exports`, and what the queue knows of them. The job has the name of its row. */
import { toJson } from '../../../adapters/database/column-values.ts';
import type { Jobs, JobView } from '../../../adapters/jobs/port.ts';
import { UserError } from '../../../errors.ts';
import type { Actor } from '../../api/context.ts';
import { noteAudit } from '../../audit.ts';
import { type ExportFile, type ExportRequest, exportOptions, formatName } from '../../contract/exports.ts';
import type { Operations } from '../../jobs/operations/definitions.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { URL_SECONDS } from '../../results/signed-crop.ts';
import { checkClipRange } from './clip-range.ts';
import { exportFileName } from './file-name.ts';
import { formatNamed } from './formats.ts';
import { titleOf } from './read-stored-run.ts';

export interface ExportServices extends ResultStores {
  readonly jobs: Jobs;
  readonly operations: Operations;
}

/** @throws UserError `runs.not-found`, `runs.wrong-state`, `exports.too-long`. */
export async function beginExport(
  services: ExportServices,
  { runId, format, ...options }: ExportRequest,
  by: Pick<Actor, 'id' | 'name'>,
): Promise<ExportFile> {
  const { queries } = services.database;
  const requestedBy = by.name;
  const run = await readDoneRun(queries, runId);
  if (format === 'mp4') checkClipRange(options, await videoSeconds(services, run.videoId));
  const id = await services.database.transaction(async (transaction) => {
    const made = await transaction
      .insertInto('exports')
      .values({ run_id: runId, format, options: toJson(options), state: 'queued', requested_by: requestedBy })
      .returning('id')
      .executeTakeFirstOrThrow();
    const subject = { type: 'export', id: made.id };
    await noteAudit(transaction, { by: by.id, action: 'export.make', subject, detail: { run: runId, format } });
    return made.id;
  });
  await queue(services, { id, runId, requestedBy });
  return await readExport(services, id);
}

/** Newest first. @throws UserError `runs.not-found`. */
export async function listExports(services: ExportServices, runId: string): Promise<ExportFile[]> {
  const { queries } = services.database;
  await readDoneRun(queries, runId);
  const rows = await queries
    .selectFrom('exports')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return await Promise.all(rows.map((row) => toFile(services, row)));
}

/** @throws UserError `exports.not-found`. */
export async function readExport(services: ExportServices, id: string): Promise<ExportFile> {
  return await toFile(services, await readRow(services, id));
}

/** @throws UserError `exports.not-found`; `exports.wrong-state` for one that has ended. */
export async function cancelExport(services: ExportServices, id: string, by: string): Promise<ExportFile> {
  const before = await readExport(services, id);
  if (before.state !== 'waiting' && before.state !== 'running') {
    throw new UserError('exports.wrong-state', `This export is ${before.state}: there is nothing to stop.`);
  }
  await services.jobs.cancel(id, by);
  // The queue may forget; nobody shall make it then after all.
  await services.database.queries
    .updateTable('exports')
    .set({ state: 'cancelled', reason: `Cancelled by ${by}.`, finished_at: new Date() })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .execute();
  return await readExport(services, id);
}

/** With its file; one that is being made is stopped. @throws UserError `exports.not-found`. */
export async function deleteExport(services: ExportServices, id: string, by: string): Promise<void> {
  const { database, blobs, jobs } = services;
  const row = await readRow(services, id);
  if (row.state !== 'done' && (await jobs.get(id)) !== null) await jobs.cancel(id);
  // A job that ends now finds no row, and removes what it has stored.
  await database.transaction(async (transaction) => {
    await transaction.deleteFrom('exports').where('id', '=', id).execute();
    const subject = { type: 'export', id };
    await noteAudit(transaction, { by, action: 'export.delete', subject, detail: { run: row.run_id } });
  });
  if (row.blob_key !== null) await blobs.delete(row.blob_key);
}

/** Queues again what was asked for and whose jobs are lost, as when a queue died with its process. */
export async function resumeExports(services: ExportServices): Promise<void> {
  const rows = await services.database.queries
    .selectFrom('exports')
    .select(['id', 'run_id', 'requested_by'])
    .where('state', 'in', ['queued', 'running'])
    .execute();
  for (const { id, run_id: runId, requested_by: requestedBy } of rows) {
    if ((await services.jobs.get(id)) === null) await queue(services, { id, runId, requestedBy });
  }
}

async function queue(
  services: ExportServices,
  { id, runId, requestedBy }: { readonly id: string; readonly runId: string; readonly requestedBy: string },
): Promise<void> {
  const { database, jobs, operations } = services;
  const { episodeId, videoId } = await readDoneRun(database.queries, runId);
  const seconds = await videoSeconds(services, videoId);
  const payload = { export: id, run: runId, episode: episodeId, videoSeconds: seconds };
  await jobs.add(operations.makeExport, payload, { id, requestedBy });
}

async function videoSeconds({ database }: ResultStores, videoId: string): Promise<number> {
  const row = await database.queries
    .selectFrom('videos')
    .select('duration_seconds')
    .where('id', '=', videoId)
    .executeTakeFirst();
  return row?.duration_seconds ?? 0;
}

async function readRow({ database }: ResultStores, id: string) {
  const row = await database.queries.selectFrom('exports').selectAll().where('id', '=', id).executeTakeFirst();
  if (row) return row;
  throw new UserError('exports.not-found', `There is no export ${id}: the run lists those it has.`);
}

type Row = Awaited<ReturnType<typeof readRow>>;

async function toFile(services: ExportServices, read: Row): Promise<ExportFile> {
  const { database, blobs, jobs } = services;
  const job = read.state === 'done' ? null : await jobs.get(read.id);
  // It has ended since the row was read.
  const row = job?.state === 'done' ? await readRow(services, read.id) : read;
  const format = formatNamed(formatName.parse(row.format));
  const run = await readDoneRun(database.queries, row.run_id);
  const fileName = exportFileName({ title: await titleOf(database.queries, run) }, format);
  const signed = { expiresInSeconds: URL_SECONDS, downloadName: fileName };
  return {
    id: row.id,
    runId: row.run_id,
    format: format.name,
    options: exportOptions.parse(row.options),
    ...stateOf(row, job),
    fileName,
    bytes: row.bytes,
    sha256: row.sha256,
    url: row.blob_key === null ? null : await blobs.signGet(row.blob_key, signed),
    requestedBy: row.requested_by,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

type State = Pick<ExportFile, 'state' | 'reason' | 'progress'>;
const DONE: State = { state: 'done', reason: null, progress: null };

/** The queue knows best as long as it knows the job. */
function stateOf(row: Pick<Row, 'state' | 'reason'>, job: JobView | null): State {
  if (row.state === 'done') return DONE;
  // Waiting, it was begun again; running, it is about to stop.
  if (row.state === 'cancelled' && job?.state !== 'waiting')
    return { state: 'cancelled', reason: row.reason, progress: null };
  const lost = 'It was lost with its queue, and is made again when the server is started: or ask for it again.';
  if (job === null) return { state: 'failed', reason: row.reason ?? lost, progress: null };
  if (job.state === 'waiting') return { state: 'waiting', reason: job.why.text, progress: null };
  if (job.state === 'running') {
    const { done, total } = job.progress ?? {};
    const share = typeof done === 'number' && typeof total === 'number' && total > 0 ? done / total : null;
    return { state: 'running', reason: null, progress: share };
  }
  if (job.state === 'done') return DONE;
  return { state: job.state, reason: job.failure.message, progress: null };
}
