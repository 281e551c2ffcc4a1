import { UserError } from '../../src/errors.ts';
import { type HttpTarget, openAnswer } from './http-client.ts';
import { readEvents } from './read-events.ts';
import type { Finding } from './report.ts';

/** A proxy that fills buffers holds the first event back until others come: the heartbeat is after 15 s. */
const AT_ONCE_MS = 5_000;

/** The stream of an episode's events speaks at once, through everything that stands in between, and stays open. */
export async function checkEvents(target: HttpTarget, id: string): Promise<Finding> {
  const late = AbortSignal.timeout(AT_ONCE_MS);
  const startedAt = performance.now();
  const response = await openAnswer(target, { to: `/episodes/${id}/events`, signal: late });
  try {
    const type = response.headers['content-type'] ?? '';
    if (response.statusCode !== 200 || !type.startsWith('text/event-stream')) {
      throw new UserError('verify.no-events', `/episodes/${id}/events answers ${response.statusCode} ${type}.`);
    }
    const { value: first } = await readEvents(response).next();
    if (!first) throw new UserError('verify.events-end', 'the stream ended before it said anything.');
    const ms = Math.round(performance.now() - startedAt);
    return { told: `"${first.type}" arrived after ${ms} ms, while the stream stays open`, value: undefined };
  } catch (error) {
    if (!late.aborted) throw error;
    const message = `nothing came within ${AT_ONCE_MS / 1000} s: a proxy in between holds it back, see proxy_buffering.`;
    throw new UserError('verify.events-held', message, { cause: error });
  } finally {
    response.destroy();
  }
}
