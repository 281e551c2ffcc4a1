/** From which likeness on names are given and suggested in a show. */
import type { Queries } from '../../adapters/database/port.ts';
import { DEFAULT_NAMING, type NamingOptions } from '../../pipeline/cluster/name-clusters.ts';

type Lines = Pick<NamingOptions, 'acceptLikeness' | 'askLikeness'>;

/** Lines that a show has adopted for a model. */
export interface AdoptedLines extends Lines {
  readonly modelId: number;
  readonly modelSha256: string;
  readonly adoptedBy: string;
  readonly adoptedAt: Date;
}

export async function readAdoptedLines(queries: Queries, show: string): Promise<readonly AdoptedLines[]> {
  const rows = await queries
    .selectFrom('naming_lines')
    .innerJoin('models', 'models.id', 'naming_lines.model_id')
    .selectAll('naming_lines')
    .select('models.sha256')
    .where('naming_lines.show_id', '=', show)
    .orderBy('naming_lines.model_id')
    .execute();
  return rows.map((row) => ({
    modelId: row.model_id,
    modelSha256: row.sha256,
    acceptLikeness: row.accept_likeness,
    askLikeness: row.ask_likeness,
    adoptedBy: row.adopted_by,
    adoptedAt: row.adopted_at,
  }));
}

/** The program's own where the show has none for the model. */
export async function readNaming(
  queries: Queries,
  { show, modelId }: { readonly show: string; readonly modelId: number },
): Promise<NamingOptions> {
  const own = (await readAdoptedLines(queries, show)).find((lines) => lines.modelId === modelId);
  if (!own) return DEFAULT_NAMING;
  return { ...DEFAULT_NAMING, acceptLikeness: own.acceptLikeness, askLikeness: own.askLikeness };
}
