/** Files of a run as files of this machine, for as long as they are read. */
import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BlobError } from '../../../adapters/blobs/blob-error.ts';
import type { RunPlace } from '../../../adapters/blobs/object-layout.ts';
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import { UserError } from '../../../errors.ts';
import { keyOfArtifact } from '../../results/artifact-place.ts';

export interface ArtifactParts {
  readonly blobs: BlobStore;
  /** Where the folder is made. */
  readonly workDirectory: string;
}

/** Gives `use` a folder that holds the files, and removes it after. */
export async function withArtifacts<Result>(
  { blobs, workDirectory }: ArtifactParts,
  {
    place,
    names,
    signal,
  }: { readonly place: RunPlace; readonly names: readonly string[]; readonly signal: AbortSignal },
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = path.join(workDirectory, randomUUID());
  await mkdir(folder, { recursive: true });
  try {
    for (const name of names) {
      const { body } = await blobs.get(keyOfArtifact(place, name), { signal }).catch((error: unknown) => {
        if (!(error instanceof BlobError && error.code === 'blobs.not-found')) throw error;
        const message = `${name} of run ${place.run} is not kept any more: analyse the episode again.`;
        throw new UserError('artifact.missing', message, { cause: error });
      });
      await writeFile(path.join(folder, name), body, { signal });
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
