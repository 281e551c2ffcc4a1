import type { Queries } from '../../../adapters/database/port.ts';
import type { RunPreview } from '../../contract/runs.ts';
import type { RunPreviews } from '../../jobs/bookkeeping/run-previews.ts';
import { readPlacedRun } from '../../results/run-place.ts';

const toUrl = (image: string): string => `data:image/jpeg;base64,${image}`;

/** What a running run has just seen; null when it does not run or has seen nothing. @throws UserError `runs.not-found`. */
export async function readPreview(
  queries: Queries,
  previews: Pick<RunPreviews, 'read'>,
  id: string,
): Promise<RunPreview | null> {
  const { state } = await readPlacedRun(queries, id);
  if (state !== 'running') return null;
  const preview = await previews.read(id);
  if (!preview?.picture) return null;
  const { image, ...picture } = preview.picture;
  const faces = preview.faces.map((face) => ({ cropUrl: toUrl(face.image), seconds: face.seconds }));
  return { ...picture, imageUrl: toUrl(image), faces, facesFound: preview.found };
}
