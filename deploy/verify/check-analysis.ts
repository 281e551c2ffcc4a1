import { z } from 'zod';
import { UserError } from '../../src/errors.ts';
import { run } from '../../src/server/contract/runs.ts';
import { screenTimeTable } from '../../src/server/contract/screen-time.ts';
import { callApi } from './api-call.ts';
import type { HttpTarget } from './http-client.ts';
import { type Patience, pollUntil } from './poll-until.ts';
import type { Finding } from './report.ts';

const begun = z.object({ run: z.uuid() });
/** Only what is looked at here. */
const progress = run.pick({ state: true, reason: true });
const ENDED = new Set(['done', 'failed', 'cancelled']);
/** A worker gives up at the next frame. */
const CANCELLED_WITHIN_S = 60;

/** A worker takes the video from the queue, and numbers come out. */
export async function checkAnalysis(target: HttpTarget, episodeId: string, patience: Patience): Promise<Finding> {
  const body = { profile: 'fast' };
  const path = `/episodes/${episodeId}/runs`;
  const { run: id } = await callApi(target, { method: 'POST', path, body, shape: begun });
  const ended = await untilEnded(target, id, patience).catch(async (error: unknown) => {
    // An episode that is being worked on cannot be deleted.
    await callApi(target, { method: 'POST', path: `/runs/${id}/cancel`, body: {}, shape: begun });
    await untilEnded(target, id, { seconds: CANCELLED_WITHIN_S, signal: new AbortController().signal });
    throw error;
  });
  if (ended.state !== 'done') {
    throw new UserError('verify.no-result', `the analysis is ${ended.state}: ${ended.reason ?? 'no reason is given'}`);
  }
  const table = await callApi(target, { path: `/runs/${id}/screen-time`, shape: screenTimeTable });
  const { rows, videoSeconds } = table;
  const people = rows.map(({ subject, name, seconds }) => `${name ?? subject} ${seconds.toFixed(1)} s`);
  const impossible = rows.find(({ seconds }) => !(seconds >= 0 && seconds <= videoSeconds));
  if (impossible) {
    throw new UserError('verify.bad-numbers', `${impossible.seconds} s of screen time in ${videoSeconds} s of video.`);
  }
  return { told: `of ${videoSeconds.toFixed(1)} s: ${people.join(', ')}`, value: undefined };
}

function untilEnded(target: HttpTarget, id: string, patience: Patience): Promise<z.infer<typeof progress>> {
  const ask = () => callApi(target, { path: `/runs/${id}`, shape: progress });
  return pollUntil(ask, ({ state }) => ENDED.has(state), patience);
}
