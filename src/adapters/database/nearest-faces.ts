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
  query: FaceQuery,
): Promise<readonly NearFace[]> {
  const { embedding, modelId, limit } = query;
  const dimensions = await dimensionsOf(queries, modelId);
  if (embedding.length !== dimensions) {
    const message = `The embedding has ${embedding.length} numbers, those of model ${modelId} have ${dimensions}: embed with the same model.`;
    throw new DatabaseError('database.invalid-value', message);
  }
  const statement = nearestStatement(vectorSearch, query);
  if (vectorSearch === 'exact') return (await statement.execute(queries)).rows;

  const candidates = Math.min(CANDIDATES.most, Math.max(CANDIDATES.least, limit * CANDIDATES.perWanted));
  return queries.transaction().execute(async (transaction) => {
    await sql`set local hnsw.ef_search = ${sql.lit(candidates)}`.execute(transaction);
    // Faces of runs that are not active do not count: go on until enough others are found.
    await sql`set local hnsw.iterative_scan = strict_order`.execute(transaction);
    return (await statement.execute(transaction)).rows;
  });
}

/** The query itself. With pgvector it uses the model's index if there is one, and looks at every face if not. */
export function nearestStatement(
  vectorSearch: Database['vectorSearch'],
  { embedding, modelId, limit }: FaceQuery,
): RawBuilder<NearFace> {
  const wanted = sql`${toReals(embedding)}::float4[]`;
  const vector = sql`vector(${sql.lit(embedding.length)})`;
  // Embeddings have length 1, so the cosine is the sum of products.
  const distance =
    vectorSearch === 'pgvector'
      ? sql`(embedding::${vector} <=> ${wanted}::${vector})`
      : sql`(1 - (select sum(a::float8 * b) from unnest(embedding, ${wanted}) as pair (a, b)))`;
  return sql<NearFace>`
    select run_id as "runId", face_number as "faceNumber", 1 - ${distance} as likeness
    from face_embeddings
    where model_id = ${sql.lit(modelId)} and exists (select from runs where runs.id = run_id and is_active)
    order by ${distance}
    limit ${limit}
  `;
}
