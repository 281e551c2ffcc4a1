import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { RowsByFrame } from './metrics/face-rows.ts';
import { type ReadMotOptions, readMot } from './read-mot.ts';
import { readSeconds } from './read-seconds.ts';

/** What a run says about a clip. */
export interface Prediction {
  /** Row ids are identities; negative = found, but given to nobody. */
  readonly identities: RowsByFrame;
  /** Row ids are tracks; null when the run wrote none. */
  readonly tracks: RowsByFrame | null;
  /** The run's own seconds by identity; null when the run wrote none. */
  readonly seconds: ReadonlyMap<number, number> | null;
}

/**
 * Reads a result directory: `identities.mot.txt` is needed, `tracks.mot.txt` and `screentime.csv` are read when
 * they are there.
 *
 * @param picture size that boxes are clipped to, in pixels of the decoded picture; null leaves them as they are.
 * @throws UserError when a file cannot be read.
 */
export async function readPrediction(
  directory: string,
  picture: { readonly width: number; readonly height: number } | null,
): Promise<Prediction> {
  const options: ReadMotOptions = { side: 'predicted', ...(picture && { picture }) };
  const tracks = join(directory, 'tracks.mot.txt');
  const hasTracks = await access(tracks).then(
    () => true,
    () => false,
  );
  return {
    identities: (await readMot(join(directory, 'identities.mot.txt'), options)).rows,
    tracks: hasTracks ? (await readMot(tracks, options)).rows : null,
    seconds: await readSeconds(join(directory, 'screentime.csv'), 'seconds'),
  };
}
