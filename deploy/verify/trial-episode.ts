/** The episode that the checks work on: made for them, and gone afterwards. */
import { z } from 'zod';
import { UserError } from '../../src/errors.ts';
import { episode } from '../../src/server/contract/episodes.ts';
import { callApi } from './api-call.ts';
import type { HttpTarget } from './http-client.ts';
import type { Finding } from './report.ts';

const SHOW = 'verify';
const MOST = 99;

/** `verify-s00e01`, or the next number that is free: another verify may be under way, or was cut off. */
export async function makeEpisode(target: HttpTarget): Promise<Finding<string>> {
  const body = { showId: SHOW, showTitle: 'Verification', season: 0, title: 'Made by npm run verify' };
  for (let number = 1; number <= MOST; number++) {
    try {
      const made = { method: 'POST', path: '/episodes', body: { ...body, number }, shape: episode };
      const { id } = await callApi(target, made);
      return { told: id, value: id };
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== 'episodes.exists') throw error;
    }
  }
  throw new UserError('verify.many-episodes', `There are ${MOST} episodes of the show ${SHOW}: delete them.`);
}

/** With its video and all results. The show stays, hidden: shows are never deleted. */
export async function removeEpisode(target: HttpTarget, id: string): Promise<Finding> {
  const shape = z.object({ deleted: z.literal(id) });
  await callApi(target, { method: 'DELETE', path: `/episodes/${id}?confirm=${id}`, shape });
  const archive = { method: 'PUT', path: `/shows/${SHOW}/archived`, body: { archived: true }, shape: z.object({}) };
  await callApi(target, archive);
  return { told: `${id} is deleted`, value: undefined };
}
