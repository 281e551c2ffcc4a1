/** Takes a person out of what is told about runs and jobs: log lines, warnings, the queue's memory, events. */
import { toJson } from '../../../adapters/database/column-values.ts';
import type { Queries } from '../../../adapters/database/port.ts';
import type { ForgetParts } from './forget-parts.ts';
import { isSaidInJson, redactJson, type WordSearch } from './redact-words.ts';

interface Place {
  readonly show: string;
  readonly search: WordSearch;
}

/** Lines of the logs of a show's runs, and runs whose warnings name the person. */
async function listSayingLines(queries: Queries, { show, search }: Place) {
  const lines = await queries
    .selectFrom('run_log')
    .innerJoin('runs', 'runs.id', 'run_log.run_id')
    .innerJoin('episodes', 'episodes.id', 'runs.episode_id')
    .select(['run_log.run_id', 'run_log.sequence', 'run_log.message'])
    .where('episodes.show_id', '=', show)
    .execute();
  const runs = await queries
    .selectFrom('runs')
    .innerJoin('episodes', 'episodes.id', 'runs.episode_id')
    .select(['runs.id', 'runs.warnings', 'runs.reason'])
    .where('episodes.show_id', '=', show)
    .execute();
  const jobs = await queries.selectFrom('job_history').select(['id', 'payload', 'reason']).execute();
  const isSaid = (text: string | null): boolean => text !== null && search.isSaidIn(text);
  return {
    lines: lines.filter(({ message }) => search.isSaidIn(message)),
    runs: runs.filter(({ warnings, reason }) => isSaidInJson(warnings, search) || isSaid(reason)),
    jobs: jobs.filter(({ payload, reason }) => isSaidInJson(payload, search) || isSaid(reason)),
  };
}

/** Numbers of what there is. */
export async function countSayings(parts: ForgetParts, place: Place, episodes: readonly string[]) {
  const { lines, runs, jobs } = await listSayingLines(parts.database.queries, place);
  let inQueue = 0;
  await parts.jobs.forget((_, kept) => {
    if (place.search.isSaidIn(kept)) inQueue += 1;
    return false;
  });
  let events = 0;
  for (const topic of topicsOf(episodes)) {
    await parts.events.forget(topic, (data) => {
      if (isSaidInJson(data, place.search)) events += 1;
      return false;
    });
  }
  return { lines: lines.length + runs.length, jobs: jobs.length + inQueue, events };
}

export async function redactLines(parts: ForgetParts, place: Place, episodes: readonly string[]): Promise<void> {
  const { queries } = parts.database;
  const { search } = place;
  const { lines, runs, jobs } = await listSayingLines(queries, place);
  for (const { run_id, sequence, message } of lines) {
    await queries
      .updateTable('run_log')
      .set({ message: search.without(message) })
      .where('run_id', '=', run_id)
      .where('sequence', '=', sequence)
      .execute();
  }
  for (const { id, warnings, reason } of runs) {
    await queries
      .updateTable('runs')
      .set({ warnings: warnings === null ? null : toJson(redactJson(warnings, search)) })
      .set({ reason: reason === null ? null : search.without(reason) })
      .where('id', '=', id)
      .execute();
  }
  for (const { id, payload, reason } of jobs) {
    await queries
      .updateTable('job_history')
      .set({ payload: toJson(redactJson(payload, search)), reason: reason === null ? null : search.without(reason) })
      .where('id', '=', id)
      .execute();
  }
  await parts.jobs.forget((_, kept) => search.isSaidIn(kept));
  for (const topic of topicsOf(episodes)) await parts.events.forget(topic, (data) => isSaidInJson(data, search));
  await parts.history.forget((entry) => isSaidInJson(entry, search));
}

const topicsOf = (episodes: readonly string[]): string[] => [...episodes.map((id) => `episode:${id}`), 'queue'];
