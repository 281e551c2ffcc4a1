/** The index that makes face search fast: one per model, since embeddings of different models never meet. */
import { sql } from 'kysely';
import { DatabaseError } from './database-error.ts';
import { lockSchema } from './migrate.ts';
import type { Database, Queries } from './port.ts';

/** Does nothing where the index is there. Building one over stored faces holds up their writers meanwhile. */
export async function prepareModel(
  queries: Queries,
  vectorSearch: Database['vectorSearch'],
  modelId: number,
): Promise<void> {
  const dimensions = await dimensionsOf(queries, modelId);
  if (vectorSearch === 'exact') return;
  await queries.transaction().execute(async (transaction) => {
    await lockSchema(transaction);
    await sql`
      create index if not exists ${sql.id(`face_embeddings_near_${modelId}`)} on face_embeddings
      using hnsw ((embedding::vector(${sql.lit(dimensions)})) vector_cosine_ops) where model_id = ${sql.lit(modelId)}
    `.execute(transaction);
  });
}

/** How many numbers this model's embeddings have. @throws DatabaseError `database.invalid-value` when it makes none. */
export async function dimensionsOf(queries: Queries, modelId: number): Promise<number> {
  const row = await queries.selectFrom('models').select('dimensions').where('id', '=', modelId).executeTakeFirst();
  if (row?.dimensions) return row.dimensions;
  throw new DatabaseError('database.invalid-value', `Model ${modelId} makes no embeddings: take the run's embedder.`);
}
