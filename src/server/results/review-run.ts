/** People correct a run. It is written down first; who watches is told, and tables that are kept follow by a job. */
import type { EventLog } from '../../adapters/events/port.ts';
import type { Jobs } from '../../adapters/jobs/port.ts';
import { UserError } from '../../errors.ts';
import { announce } from '../announce.ts';
import type { AppendedEdits } from '../contract/review.ts';
import type { Operations } from '../jobs/operations/definitions.ts';
import { appendEdits, type EditAuthor, type NewEdit } from './append-edits.ts';
import type { ResultStores } from './run-evidence.ts';
import type { PlacedRun } from './run-place.ts';

export interface ReviewServices extends ResultStores {
  readonly events: EventLog;
  readonly jobs: Jobs;
  readonly operations: Operations;
}

/**
 * All edits or none.
 *
 * @returns what became of them, and the job that brings stored tables up to date.
 * @throws UserError `review.no-target`, `review.locked`, `review.busy`, `people.not-found`.
 */
export async function review(
  services: ReviewServices,
  run: PlacedRun,
  said: EditAuthor & { readonly edits: readonly NewEdit[] },
): Promise<AppendedEdits & { readonly job: string }> {
  await requirePeople(services, run, said.edits);
  const appended = await appendEdits(services, run, said);
  return { ...appended, job: await tellOfReview(services, run, { seq: appended.seq, author: said.author }) };
}

/** After the log has grown. @returns the job that brings stored tables up to date. */
export async function tellOfReview(
  { database, jobs, operations, events }: ReviewServices,
  { id, episodeId, isActive }: PlacedRun,
  { seq, author }: { readonly seq: number; readonly author: string },
): Promise<string> {
  const follow = (run: string) =>
    jobs.add(operations.manualAssign, { run, episode: episodeId, seq }, { requestedBy: author });
  const { job } = await follow(id);
  if (!isActive) {
    // What is said about one run counts in the one that the episode shows.
    const { queries } = database;
    const shown = queries
      .selectFrom('runs')
      .select('id')
      .where('episode_id', '=', episodeId)
      .where('is_active', '=', true);
    for (const active of await shown.execute()) await follow(active.id);
  }
  await announce(events, { type: 'review-changed', episode: episodeId, run: id, seq });
  return job.id;
}

async function requirePeople(
  { database }: ResultStores,
  { place: { show } }: PlacedRun,
  edits: readonly NewEdit[],
): Promise<void> {
  const wanted = [...new Set(edits.flatMap(({ body }) => ('personId' in body ? (body.personId ?? []) : [])))];
  if (wanted.length === 0) return;
  const rows = await database.queries
    .selectFrom('people')
    .select('people.id')
    .where('show_id', '=', show)
    .where('people.id', 'in', wanted)
    // Who is being forgotten is nobody any more.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('forgettings').select('forgettings.id').whereRef('forgettings.person_id', '=', 'people.id')),
      ),
    )
    .execute();
  const missing = wanted.find((id) => !rows.some((row) => row.id === id));
  if (missing === undefined) return;
  throw new UserError('people.not-found', `Nobody of the cast of ${show} is ${missing}: add the person first.`);
}
