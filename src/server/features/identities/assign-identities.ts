/** People say who identities are. It is written down first; tables that are kept follow by a job. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { announce } from '../../announce.ts';
import type { Services } from '../../api/services.ts';
import type { assignIdentities } from '../../contract/results.ts';
import { appendEdits } from '../../results/append-edits.ts';
import { type PlacedRun, readDoneRun } from '../../results/run-place.ts';
import { readOwners } from '../../results/run-subjects.ts';

type Request = z.infer<typeof assignIdentities>;
type AssignServices = Pick<Services, 'database' | 'events' | 'jobs' | 'operations'>;

/**
 * @param author who says so.
 * @throws UserError `runs.not-found`, `runs.wrong-state`, `identities.not-found`, `people.not-found`.
 */
export async function assign(
  { database, events, jobs, operations }: AssignServices,
  { runId, assignments, reason }: Request,
  author: string,
): Promise<{ readonly job: string; readonly seq: number }> {
  const run = await readDoneRun(database.queries, runId);
  const seconds = await secondsOf(database, runId);
  const owners = new Map((await readOwners(database.queries, runId)).map((owner) => [owner.number, owner.person?.id]));
  for (const { identity } of assignments) {
    if (seconds.has(identity)) continue;
    throw new UserError('identities.not-found', `Run ${runId} has no identity ${identity}: look at the list of them.`);
  }
  await requirePeople(database, run, assignments);
  const edits = assignments.map(({ edit, identity, personId }) => ({
    id: edit ?? randomUUID(),
    kind: 'assign' as const,
    payload: { identity, personId },
    effectSeconds: owners.get(identity) === (personId ?? undefined) ? 0 : (seconds.get(identity) ?? 0),
  }));
  const seq = await appendEdits(database, run, { edits, author, reason: reason ?? null });
  const payload = { run: run.id, episode: run.episodeId, seq };
  const { job } = await jobs.add(operations.manualAssign, payload, { requestedBy: author });
  await announce(events, { type: 'episode-changed', episode: run.episodeId });
  return { job: job.id, seq };
}

async function secondsOf({ queries }: Services['database'], runId: string): Promise<ReadonlyMap<number, number>> {
  const rows = await queries
    .selectFrom('identities')
    .select(['number', 'seconds'])
    .where('run_id', '=', runId)
    .execute();
  return new Map(rows.map(({ number, seconds }) => [number, seconds]));
}

async function requirePeople(
  { queries }: Services['database'],
  { place: { show } }: PlacedRun,
  assignments: Request['assignments'],
): Promise<void> {
  const wanted = [...new Set(assignments.flatMap(({ personId }) => personId ?? []))];
  if (wanted.length === 0) return;
  const rows = await queries
    .selectFrom('people')
    .select('id')
    .where('show_id', '=', show)
    .where('id', 'in', wanted)
    .execute();
  const missing = wanted.find((id) => !rows.some((row) => row.id === id));
  if (missing === undefined) return;
  throw new UserError('people.not-found', `Nobody of the cast of ${show} is ${missing}: add the person first.`);
}
