/** The faces of a picture that somebody searches with: found in a child process, kept nowhere. */
import { createHash } from 'node:crypto';
import type { Clock } from '../../../adapters/clock/port.ts';
import { UserError } from '../../../errors.ts';
import type { Embedding } from '../../../pipeline/units.ts';
import { composeModels } from '../../compose.ts';
import type { Config } from '../../config.ts';
import { createStagePool, type StagePool } from '../stage-host/stage-pool.ts';
import { decodeVector } from './cast-stage.ts';
import { photoFacesJob } from './photo-faces-job.ts';

export interface FaceInPhoto {
  /** As shares of the upright picture's width and height. */
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly quality: number;
  readonly embedding: Embedding;
}

export interface FoundInPhoto {
  /** The largest first. */
  readonly faces: readonly FaceInPhoto[];
  /** SHA-256 of the model that made the embeddings. */
  readonly embedder: string;
}

export interface PhotoFaceFinder {
  /** @throws UserError `search.too-many` when too many wait; what opening the pack's models throws. */
  find(photo: Uint8Array, pack: string): Promise<FoundInPhoto>;
  close(): Promise<void>;
}

/** The child and its networks take a second to start and 200 MB: they wait a while for the next picture. */
const IDLE_MS = 60_000;
const MOST_WAITING = 8;
/** Answers kept, so that another face of the same picture, or its next page, costs nothing: no pictures. */
const KEPT_ANSWERS = 32;

export function createPhotoFaceFinder(config: Config, clock: Pick<Clock, 'after'>): PhotoFaceFinder {
  const stop = new AbortController();
  const known = new Map<string, FoundInPhoto>();
  let pool: StagePool | null = null;
  let waiting = 0;
  let callOff = (): void => undefined;

  const rest = async (): Promise<void> => {
    const resting = pool;
    pool = null;
    known.clear();
    await resting?.close();
  };
  const look = async (photo: Uint8Array, packName: string): Promise<FoundInPhoto> => {
    const registry = await composeModels(config);
    const models = await registry.ensurePack(await registry.resolvePack(packName), { signal: stop.signal });
    pool ??= createStagePool({ size: 1, signal: stop.signal });
    const input = { models, photo: Buffer.from(photo).toString('base64') };
    const faces = await pool.run(photoFacesJob, input, { title: 'looking for faces in a picture' });
    return {
      faces: faces.map(({ box, quality, vector }) => ({ box, quality, embedding: decodeVector(vector) })),
      embedder: models.embedder.sha256,
    };
  };

  return {
    async find(photo, pack) {
      const name = `${pack} ${createHash('sha256').update(photo).digest('hex')}`;
      const before = known.get(name);
      if (before) return before;
      if (waiting >= MOST_WAITING) {
        throw new UserError('search.too-many', 'Many pictures are being looked at already: try again in a moment.', {
          retryable: true,
        });
      }
      callOff();
      waiting++;
      try {
        const found = await look(photo, pack);
        known.set(name, found);
        const [oldest] = known.keys();
        if (known.size > KEPT_ANSWERS && oldest !== undefined) known.delete(oldest);
        return found;
      } finally {
        waiting--;
        if (waiting === 0) callOff = clock.after(IDLE_MS, () => void rest());
      }
    },
    async close() {
      callOff();
      stop.abort(new Error('The server is closing.'));
      await rest();
    },
  };
}
