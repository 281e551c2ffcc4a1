/** Lines of naming as a request for an analysis carries them: which model embeds is known only when the analysis has opened it. */
import { z } from 'zod';
import { DEFAULT_NAMING, type NamingOptions } from '../../../pipeline/cluster/name-clusters.ts';

/** By the SHA-256 of the embedder. */
export const namingByModel = z.record(z.string(), z.object({ acceptLikeness: z.number(), askLikeness: z.number() }));
export type NamingByModel = z.infer<typeof namingByModel>;

/** @param sha256 undefined: nothing is embedded. */
export function namingFor(lines: NamingByModel | undefined, sha256: string | undefined): NamingOptions {
  return { ...DEFAULT_NAMING, ...(sha256 === undefined ? undefined : lines?.[sha256]) };
}
