import type { z } from 'zod';
import type { FoundByFace, searchByFace as request } from '../../contract/face-search.ts';
import { type SearchParts, searchMoments } from './search-moments.ts';
import { readWantedFace } from './wanted-face.ts';

/** Moments like a stored face, its own among them. @throws UserError `faces.not-found`, `runs.not-found`, `runs.wrong-state`. */
export async function searchByFace(
  parts: SearchParts,
  { runId, number, ...where }: z.infer<typeof request>,
): Promise<FoundByFace> {
  const { asked, ...face } = await readWantedFace(
    { queries: parts.database.queries, blobs: parts.blobs },
    { runId, number },
  );
  return { ...(await searchMoments(parts, face, where)), asked };
}
