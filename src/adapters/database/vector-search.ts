/** Whether faces can be searched with the pgvector extension. */
import { sql } from 'kysely';
import { DatabaseError } from './database-error.ts';
import { lockSchema } from './migrate.ts';
import type { Database, Queries } from './port.ts';

/** The first version with scans that go on until enough rows pass the other conditions. */
const OLDEST = { major: 0, minor: 8 };

/** Switches the extension on where the server has it and the user may. Never an error: exact search needs nothing. */
export async function enableVectorSearch(queries: Queries): Promise<Database['vectorSearch']> {
  const { rows } = await sql<{ version: string; installed: string | null }>`
    select default_version as version, installed_version as installed from pg_available_extensions where name = 'vector'
  `.execute(queries);
  const [extension] = rows;
  if (!extension || !isRecent(extension.installed ?? extension.version)) return 'exact';
  if (extension.installed !== null) return 'pgvector';
  try {
    await queries.transaction().execute(async (transaction) => {
      await lockSchema(transaction);
      await sql`create extension if not exists vector`.execute(transaction);
    });
    return 'pgvector';
  } catch (error) {
    if (error instanceof DatabaseError && error.code === 'database.refused') return 'exact';
    throw error;
  }
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}
