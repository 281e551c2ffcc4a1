/** The steps that build the schema, read from the files in `migrations/`. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

export interface Migration {
  /** 1, 2, 3, … without gaps. */
  readonly number: number;
  /** File name such as `001-library.sql`. */
  readonly name: string;
  readonly sql: string;
  /** Of the text with plain line feeds, so that a checkout on Windows is the same migration. */
  readonly sha256: string;
}

/** Beside this file; a bundle of the program lies in `node_modules/.cache/<name>/<hash>/` and reads those of its sources. */
const FOLDER = new URL(
  import.meta.url.endsWith('.ts') ? './migrations/' : '../../../../src/adapters/database/migrations/',
  import.meta.url,
);

/** All migrations in order. @throws Error when a file has no number, or one is missing. */
export async function readMigrations(): Promise<readonly Migration[]> {
  const names = (await readdir(FOLDER)).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const number = index + 1;
      if (!name.startsWith(`${String(number).padStart(3, '0')}-`) || !name.endsWith('.sql')) {
        throw new Error(`Migration ${number} is missing, or ${name} is no migration.`);
      }
      return toMigration(number, name, await readFile(new URL(name, FOLDER), 'utf8'));
    }),
  );
}

/** A migration from its text. */
export function toMigration(number: number, name: string, text: string): Migration {
  const sql = text.replaceAll('\r\n', '\n');
  return { number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
}
