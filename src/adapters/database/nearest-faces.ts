/** Search for faces by likeness. */
import { type RawBuilder, sql } from 'kysely';
import { toReals } from './column-values.ts';
import { DatabaseError } from './database-error.ts';
import type { Database, FaceQuery, NearFace, Queries } from './port.ts';
import { dimensionsOf } from './vector-index.ts';

/** Candidates that the index keeps in sight: more find more of the truly nearest, and take longer. */
const CANDIDATES = { least: 100, most: 1000, perWanted: 2 };

/** See {@link Database.nearestFaces}. */
export async function nearestFaces(
  queries: Queries,
  vectorSearch: Database['vectorSearch'],
  { embedding, modelId, limit }: FaceQuery,
): Promise<readonly NearFace[]> {
  const dimensions = await dimensionsOf(queries, modelId);
  if (embedding.length !== dimensions) {
    const message = `The embedding has ${embedding.length} numbers, those of model ${modelId} have ${dimensions}: embed with the same model.`;
    throw new DatabaseError('database.invalid-value', message);
  }
  const wanted = sql`${toReals(embedding)}::float4[]`;
  if (vectorSearch === 'exact') return select(queries, { likeness: dotProduct(wanted), modelId, limit });

  const vector = sql`vector(${sql.lit(dimensions)})`;
  const distance = sql`(embedding::${vector} <=> ${wanted}::${vector})`;
  const candidates = Math.min(CANDIDATES.most, Math.max(CANDIDATES.least, limit * CANDIDATES.perWanted));
  return queries.transaction().execute(async (transaction) => {
    await sql`set local hnsw.ef_search = ${sql.lit(candidates)}`.execute(transaction);
    // Faces of runs that are not active do not count: go on until enough others are found.
    await sql`set local hnsw.iterative_scan = strict_order`.execute(transaction);
    return select(transaction, { likeness: sql`1 - ${distance}`, order: distance, modelId, limit });
  });
}

/** Cosine of two embeddings of length 1. */
function dotProduct(wanted: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select sum(a::float8 * b) from unnest(embedding, ${wanted}) as pair (a, b))`;
}

interface Selection {
  readonly likeness: RawBuilder<unknown>;
  /** What to sort by, rising, if the likeness itself would not use the index. */
  readonly order?: RawBuilder<unknown>;
  readonly modelId: number;
  readonly limit: number;
}

async function select(queries: Queries, { likeness, order, modelId, limit }: Selection): Promise<NearFace[]> {
  const { rows } = await sql<NearFace>`
    select run_id as "runId", face_number as "faceNumber", (${likeness})::float8 as likeness
    from face_embeddings
    where model_id = ${sql.lit(modelId)} and exists (select from runs where runs.id = run_id and is_active)
    order by ${order ?? sql`likeness desc`}
    limit ${limit}
  `.execute(queries);
  return rows;
}
