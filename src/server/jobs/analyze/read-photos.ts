/** The faces of photographs, read in a child process with the networks of a pack. */
import { composeModels } from '../../compose.ts';
import type { Config } from '../../config.ts';
import { createStagePool } from '../stage-host/stage-pool.ts';
import { type CastResult, castJob } from './cast-job.ts';

export interface PhotoReading {
  /** In the order of the files. */
  readonly results: CastResult;
  /** What made the embeddings. */
  readonly embedder: {
    readonly sha256: string;
    readonly pack: string;
    readonly file: string;
    readonly licence: string;
  };
}

/** @param pack name of a model pack. */
export type ReadPhotos = (files: readonly string[], pack: string, signal: AbortSignal) => Promise<PhotoReading>;

/** The child lives for one call. Photographs come in handfuls, and its networks are large. */
export function createPhotoReader(config: Config): ReadPhotos {
  return async (files, packName, signal) => {
    const registry = await composeModels(config);
    const pack = await registry.resolvePack(packName);
    const models = await registry.ensurePack(pack, { signal });
    const pool = createStagePool({ size: 1, signal });
    try {
      const input = { models, photos: files.map((file) => ({ file })), withChips: true };
      const results = await pool.run(castJob, input, { title: 'reading photographs of the cast' });
      const { sha256, entry } = models.embedder;
      const embedder = { sha256, pack: entry.pack, file: entry.file, licence: entry.licence.name };
      return { results, embedder };
    } finally {
      await pool.close();
    }
  };
}
