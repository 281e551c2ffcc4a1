import { z } from 'zod';
import { UserError } from '../../src/errors.ts';
import { runState } from '../../src/server/contract/run-states.ts';
import { callApi } from './api-call.ts';
import type { HttpTarget } from './http-client.ts';
import { pollUntil } from './poll-until.ts';
import type { Finding } from './report.ts';

/** Only what is looked at here: clients of the API take what they know and leave the rest. */
const run = z.object({ id: z.uuid(), state: runState, reason: z.string().nullable() });
const screenTime = z.object({
  durationSeconds: z.number(),
  rows: z.array(z.object({ name: z.string().nullable(), seconds: z.number() })),
});
const ENDED = new Set(['done', 'failed', 'cancelled']);

/** A worker takes the video from the queue, and numbers come out. */
export async function checkAnalysis(target: HttpTarget, episodeId: string, patienceSeconds: number): Promise<Finding> {
  const body = { profile: 'fast' };
  const begun = await callApi(target, { method: 'POST', path: `/episodes/${episodeId}/runs`, body, shape: run });
  const ended = await pollUntil(
    () => callApi(target, { path: `/runs/${begun.id}`, shape: run }),
    ({ state }) => ENDED.has(state),
    patienceSeconds,
  );
  if (ended.state !== 'done') {
    throw new UserError('verify.no-result', `the analysis is ${ended.state}: ${ended.reason ?? 'no reason is given'}`);
  }
  const { rows, durationSeconds } = await callApi(target, { path: `/runs/${begun.id}/screen-time`, shape: screenTime });
  const people = rows.map(({ name, seconds }) => `${name ?? 'unattributed'} ${seconds.toFixed(1)} s`);
  const impossible = rows.find(({ seconds }) => !(seconds >= 0 && seconds <= durationSeconds));
  if (impossible) {
    throw new UserError(
      'verify.bad-numbers',
      `${impossible.seconds} s of screen time in ${durationSeconds} s of video.`,
    );
  }
  return { told: `of ${durationSeconds.toFixed(1)} s: ${people.join(', ') || 'nobody is seen'}`, value: undefined };
}
