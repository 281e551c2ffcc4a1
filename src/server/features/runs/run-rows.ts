/** Runs as they are stored, read as the contract has them. */
import type { Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { Run, RunListItem } from '../../contract/runs.ts';
import { readPlacedRun } from '../../results/run-place.ts';

/** All runs of an episode, the newest first. @throws UserError `episodes.not-found`. */
export async function listRuns(queries: Queries, episodeId: string): Promise<RunListItem[]> {
  const rows = await runQuery(queries).where('episode_id', '=', episodeId).orderBy('number', 'desc').execute();
  if (rows.length === 0) await requireEpisode(queries, episodeId);
  return rows.map(toItem);
}

async function requireEpisode(queries: Queries, id: string): Promise<void> {
  const row = await queries
    .selectFrom('episodes')
    .select('id')
    .where('id', '=', id)
    .where('deletion_started_at', 'is', null)
    .executeTakeFirst();
  if (row) return;
  throw new UserError('episodes.not-found', `There is no episode ${id}: look at the list of episodes for its id.`);
}

/** @throws UserError `runs.not-found`. */
export async function readRun(queries: Queries, id: string): Promise<Run> {
  await readPlacedRun(queries, id);
  const row = await runQuery(queries).where('id', '=', id).executeTakeFirstOrThrow();
  const models = await queries
    .selectFrom('run_models')
    .innerJoin('models', 'models.id', 'run_models.model_id')
    .select(['run_models.role', 'models.pack', 'models.file', 'models.sha256', 'models.licence'])
    .where('run_models.run_id', '=', id)
    .orderBy('run_models.role')
    .execute();
  const artifacts = await queries
    .selectFrom('run_artifacts')
    .select(['name', 'bytes', 'sha256'])
    .where('run_id', '=', id)
    .orderBy('name')
    .execute();
  return {
    ...toItem(row),
    config: row.config,
    stages: await readStages(queries, id),
    // Written by this program, from run.json, whose shapes are the contract's.
    guardrails: (row.guardrails ?? []) as Run['guardrails'],
    warnings: (row.warnings ?? []) as Run['warnings'],
    models,
    artifacts,
  };
}

async function readStages(queries: Queries, runId: string): Promise<Run['stages']> {
  const rows = await queries
    .selectFrom('run_stages')
    .selectAll()
    .where('run_id', '=', runId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    name: row.name,
    state: row.state,
    reason: row.reason,
    attempts: row.attempts,
    reused: row.reused,
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    wallSeconds: row.wall_seconds,
    cpuSeconds: row.cpu_seconds,
  }));
}

const runQuery = (queries: Queries) => queries.selectFrom('runs').selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof runQuery>['execute']>>[number];

function toItem(row: Row): RunListItem {
  return {
    id: row.id,
    episodeId: row.episode_id,
    number: row.number,
    state: row.state,
    reason: row.reason,
    reasonCode: row.reason_code,
    profile: row.profile,
    isActive: row.is_active,
    programVersion: row.program_version,
    requestedBy: row.requested_by,
    queuedAt: row.queued_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    counts: row.counts as RunListItem['counts'],
  };
}
