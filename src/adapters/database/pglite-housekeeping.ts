/**
 * What background processes do on a server and nobody does in the embedded database: empty the log of changes into the
 * tables (else it grows, and every start after a crash reads all of it), give the space of dead rows back, and count
 * rows for the query planner.
 */
import type { Connection } from './connection.ts';

/** Log that has grown by this much is worth a tidy: some ten thousand rows, or a few thousand embeddings. */
const WORTH_BYTES = 16 * 2 ** 20;
const EVERY_MS = 30_000;

/** @returns whether there was enough to do. */
export async function tidy(connection: Connection, worthBytes = WORTH_BYTES): Promise<boolean> {
  const { rows } = await connection.query(
    `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn) >= ${worthBytes} as due from pg_control_checkpoint()`,
    [],
  );
  const [first] = rows as { due: boolean }[];
  if (!first?.due) return false;
  await connection.query('vacuum (analyze)', []);
  await connection.query('checkpoint', []);
  return true;
}

/** Tidies now and then, between others' queries. @returns ends that. */
export function keepTidy(connect: () => Promise<Connection>): () => void {
  const once = async (): Promise<void> => {
    const connection = await connect();
    // Nobody waits for this, and whatever stands in its way also stands in the way of the next query, which says so.
    await tidy(connection).catch(() => false);
    connection.release(false);
  };
  const timer = setInterval(() => void once(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
