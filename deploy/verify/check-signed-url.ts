import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../../src/errors.ts';
import { playback } from '../../src/server/contract/videos.ts';
import { callApi } from './api-call.ts';
import { ask, type HttpTarget } from './http-client.ts';
import type { Finding } from './report.ts';

/** How far apart the clocks of the API and of the storage may be. */
const CLOCK_MS = 1_500;
/** Long enough for one request over a slow line. */
const LIFE_S = 2;
const BYTES = 16;

/** The storage gives what a signed URL is for, to whoever holds it; not more, and not for longer. */
export async function checkSignedUrl(target: HttpTarget, episodeId: string): Promise<Finding> {
  const path = `/episodes/${episodeId}/playback?expiresInSeconds=${LIFE_S}`;
  const { url, expiresAt } = await callApi(target, { path, shape: playback });
  const range = { range: `bytes=0-${BYTES - 1}` };
  const given = await ask(target, { to: url, headers: range });
  if (given.status !== 206) {
    throw new UserError('verify.no-range', `a signed URL of ${new URL(url).origin} answers ${given.status}, not 206.`);
  }
  const changed = await ask(target, { to: url.replace(/(signature=)./i, '$1~'), headers: range });
  if (changed.status < 400) {
    throw new UserError('verify.signature-ignored', `a URL with a changed signature answers ${changed.status}.`);
  }
  await wait(Date.parse(expiresAt) - Date.now() + CLOCK_MS);
  const late = await ask(target, { to: url, headers: range });
  if (late.status < 400) throw new UserError('verify.url-outlives', `a URL answers ${late.status} after its end.`);
  return {
    told: `a range is given, a changed signature and an expired URL refused (${late.status})`,
    value: undefined,
  };
}
