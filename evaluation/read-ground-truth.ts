import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from '../src/errors.ts';
import type { TrueShots } from './metrics/cut-crossings.ts';
import type { RowsByFrame } from './metrics/face-rows.ts';
import { readMot } from './read-mot.ts';
import { readSeconds } from './read-seconds.ts';
import { readShots } from './read-shots.ts';

/** What is known about one clip. */
export interface GroundTruth {
  /** Name of the directory. */
  readonly clip: string;
  /** Absolute path. */
  readonly directory: string;
  readonly picture: { readonly width: number; readonly height: number } | null;
  readonly frameCount: number;
  readonly framesPerSecond: number;
  /** Row ids are persons. */
  readonly persons: RowsByFrame;
  /** Row ids are continuous appearances; null when the clip has no such file. */
  readonly tracks: RowsByFrame | null;
  readonly shots: TrueShots | null;
  /** Names by person; empty when the clip has none. */
  readonly names: ReadonlyMap<number, string>;
  /** Seconds by person with the doubtful stretches included; empty when the clip says nothing about them. */
  readonly upperSeconds: ReadonlyMap<number, number>;
}

const sequenceInfo = z.object({
  width: z.number().positive().optional(),
  height: z.number().positive().optional(),
  fps_num: z.number().positive(),
  fps_den: z.number().positive(),
  frames: z.int().positive(),
});
const identities = z.record(z.string(), z.object({ name: z.string().optional() }));

/**
 * Reads a ground-truth directory: `gt.txt` and `seqinfo.json` are needed; `tracks.txt`, `shots.csv`,
 * `identities.json` and `screentime.csv` add measures when they are there.
 *
 * @throws UserError when a needed file is missing or any file is not what it should be.
 */
export async function readGroundTruth(directory: string): Promise<GroundTruth> {
  const path = (name: string) => join(directory, name);
  const info = await readJson(path('seqinfo.json'), sequenceInfo);
  if (info === null) {
    const message = `${directory} is no ground-truth directory: it has no seqinfo.json. See evaluation/README.md for what a clip needs.`;
    throw new UserError('eval.no-ground-truth', message);
  }
  const picture =
    info.width === undefined || info.height === undefined ? null : { width: info.width, height: info.height };
  const options = { side: 'truth', ...(picture && { picture }) } as const;
  const named = await readJson(path('identities.json'), identities);
  const hasTracks = (await readFile(path('tracks.txt')).catch(() => null)) !== null;
  return {
    clip: basename(resolve(directory)),
    directory: resolve(directory),
    picture,
    frameCount: info.frames,
    framesPerSecond: info.fps_num / info.fps_den,
    persons: (await readMot(path('gt.txt'), options)).rows,
    tracks: hasTracks ? (await readMot(path('tracks.txt'), options)).rows : null,
    shots: await readShots(path('shots.csv')),
    names: new Map(Object.entries(named ?? {}).map(([id, person]) => [Number(id), person.name ?? ''])),
    upperSeconds: (await readSeconds(path('screentime.csv'), 'seconds_incl_class2')) ?? new Map(),
  };
}

/** Null when there is no such file. */
async function readJson<T>(path: string, shape: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UserError('eval.not-json', `${path} is not JSON. Write it again.`, { cause });
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UserError('eval.bad-json', `${path}: ${issue?.path.join('.')} ${issue?.message}. Correct it.`);
}
