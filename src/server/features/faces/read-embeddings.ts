import { type RawBuilder, sql } from 'kysely';
import type { Queries } from '../../../adapters/database/port.ts';
import type { FaceBatch, IndexedRun } from '../../../adapters/face-index/port.ts';

/** Half a megabyte of text: reading it holds nobody up. */
const BATCH = 100;
/** An array as the database sends it: a head, then each number with its length before it. */
const HEAD_BYTES = 20;
const ITEM_BYTES = 8;

interface Row {
  readonly number: number;
  readonly track: number;
  readonly embedding: string;
}

/** All embedded faces of a run, in batches that other queries get in between. */
export async function* readEmbeddings(queries: Queries, { runId, modelId }: IndexedRun): AsyncGenerator<FaceBatch> {
  for (let after = 0; ; ) {
    const { rows } = await batchAfter({ runId, modelId, after }).execute(queries);
    if (rows.length === 0) return;
    yield toBatch(rows);
    after = rows.at(-1)?.number ?? after;
  }
}

/** As base64 of the binary form: reading decimal numbers takes ten times as long. */
function batchAfter({ runId, modelId, after }: IndexedRun & { readonly after: number }): RawBuilder<Row> {
  return sql<Row>`
    select face_number as number, faces.track_number as track, encode(array_send(embedding), 'base64') as embedding
    from face_embeddings
    join faces on faces.run_id = face_embeddings.run_id and faces.number = face_embeddings.face_number
    where face_embeddings.run_id = ${runId}::uuid and model_id = ${modelId}::int4 and face_number > ${after}::int4
    order by face_number
    limit ${sql.lit(BATCH)}
  `;
}

function toBatch(rows: readonly Row[]): FaceBatch {
  const each = rows.map(({ embedding }) => decode(embedding));
  const dimensions = each[0]?.length ?? 0;
  const embeddings = new Float32Array(rows.length * dimensions);
  for (const [n, values] of each.entries()) embeddings.set(values, n * dimensions);
  const numbers = Int32Array.from(rows, ({ number }) => number);
  return { numbers, tracks: Int32Array.from(rows, ({ track }) => track), embeddings };
}

function decode(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  const values = new Float32Array((bytes.length - HEAD_BYTES) / ITEM_BYTES);
  for (let n = 0; n < values.length; n++) values[n] = bytes.readFloatBE(HEAD_BYTES + n * ITEM_BYTES + 4);
  return values;
}
