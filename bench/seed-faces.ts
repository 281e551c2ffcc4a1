/** A library with embedded faces by the million: rows by SQL, embeddings by PostgreSQL's own binary stream. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import type { Queries } from '../src/adapters/database/port.ts';
import type { MadeUpFaces } from './made-up-faces.ts';
import { seedLibrary } from './seed-library.ts';

export interface SeededFaces {
  /** Ids by the number of the run. */
  readonly runs: readonly string[];
  readonly modelId: number;
}

/** Runs per stream: a trigger looks at all rows of one at its end. */
const RUNS_PER_STREAM = 25;

/** All rows but the embeddings. */
export async function seedFaces(queries: Queries, world: MadeUpFaces): Promise<SeededFaces> {
  const { tracks } = world.run(0);
  const perTrack = tracks.filter((track) => track === 1).length;
  const runs = await seedLibrary(queries, { episodes: world.runs, tracks: world.runs * (tracks.at(-1) ?? 0) });
  await sql`delete from faces`.execute(queries);
  await sql`
    insert into faces (run_id, number, track_number, frame, seconds, box_left, box_top, box_width, box_height, score, quality)
    select run_id, (number - 1) * ${sql.lit(perTrack)} + n, number, first_frame, first_seconds, 10, 10, 60, 80, 0.9, 0.5
    from tracks, generate_series(1, ${sql.lit(perTrack)}) n
    where (number - 1) * ${sql.lit(perTrack)} + n <= ${sql.lit(world.perRun)}
  `.execute(queries);
  const model = { sha256: 'e'.repeat(64), role: 'embedder', pack: 'bundled', file: 'e.onnx', licence: 'MIT' } as const;
  const { id: modelId } = await queries
    .insertInto('models')
    .values({ ...model, dimensions: world.dimensions })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`insert into run_models (run_id, role, model_id) select id, 'embedder', ${modelId}::int4 from runs`.execute(
    queries,
  );
  return { runs, modelId };
}

/** Stores the embeddings. @param onRun is told of each run, in order. */
export async function storeEmbeddings(
  url: string,
  { world, runs, modelId }: SeededFaces & { readonly world: MadeUpFaces },
  onRun: (run: number, faces: ReturnType<MadeUpFaces['run']>) => void,
): Promise<void> {
  for (let from = 0; from < runs.length; from += RUNS_PER_STREAM) {
    const copy = `\\copy face_embeddings (run_id, face_number, model_id, embedding) from stdin binary`;
    const psql = spawn('psql', [url, '-q', '-v', 'ON_ERROR_STOP=1', '-c', copy], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    const send = async (bytes: Buffer): Promise<void> => {
      if (!psql.stdin.write(bytes)) await once(psql.stdin, 'drain');
    };
    const ended = once(psql, 'exit');
    await send(Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]));
    for (let run = from; run < Math.min(runs.length, from + RUNS_PER_STREAM); run++) {
      const faces = world.run(run);
      onRun(run, faces);
      await send(rowsOf(faces.embeddings, { runId: runs[run] ?? '', modelId, dimensions: world.dimensions }));
    }
    psql.stdin.end(Buffer.from([0xff, 0xff]));
    const [code] = await ended;
    if (code !== 0) throw new Error('psql could not store the embeddings.');
  }
}

interface RowHead {
  readonly runId: string;
  readonly modelId: number;
  readonly dimensions: number;
}

/** One row per embedding: a number of fields, and each field after its length, in network byte order. */
function rowsOf(embeddings: Float32Array, { runId, modelId, dimensions }: RowHead): Buffer {
  const FLOAT4 = 700;
  const arrayBytes = 20 + 8 * dimensions;
  const rowBytes = 2 + 4 + 16 + 4 + 4 + 4 + 4 + 4 + arrayBytes;
  const rows = embeddings.length / dimensions;
  const buffer = Buffer.alloc(rows * rowBytes);
  let at = 0;
  const whole = (value: number): void => {
    at = buffer.writeInt32BE(value, at);
  };
  for (let row = 0; row < rows; row++) {
    at = buffer.writeInt16BE(4, at);
    whole(16);
    at += buffer.write(runId.replaceAll('-', ''), at, 'hex');
    for (const value of [4, row + 1, 4, modelId, arrayBytes, 1, 0, FLOAT4, dimensions, 1]) whole(value);
    for (let n = row * dimensions; n < (row + 1) * dimensions; n++) {
      whole(4);
      at = buffer.writeFloatBE(embeddings[n] ?? 0, at);
    }
  }
  return buffer;
}
