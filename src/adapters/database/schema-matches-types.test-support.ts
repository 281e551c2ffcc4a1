/** Compares the table types with the tables. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Database } from './port.ts';
import { describeTypes } from './schema-types.test-support.ts';

const TYPES: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  'double precision': 'number',
  text: 'string',
  uuid: 'string',
  date: 'string',
  'timestamp with time zone': 'Date',
  ARRAY: 'Float32Array<ArrayBufferLike>',
};

/** The migrations' own list, which no query needs. */
const INTERNAL = 'schema_migrations';

export function testTypes(at: () => Database): void {
  it('has the tables and columns that the types say', async () => {
    const { rows } = await sql<{ table: string; column: string; type: string; nullable: string }>`
      select table_name as table, column_name as column, data_type as type, is_nullable as nullable
      from information_schema.columns where table_schema = 'public' and table_name <> ${INTERNAL}
    `.execute(at().queries);
    const columnsOf = (table: string) =>
      rows
        .filter((row) => row.table === table)
        .map(({ column, type, nullable }) => `${column}: ${typeText(type, nullable === 'YES')}`)
        .sort();
    const tables = new Set(rows.map(({ table }) => table));
    expect(Object.fromEntries([...tables].map((table) => [table, columnsOf(table)]))).toEqual(describeTypes());
  });
}

function typeText(type: string, nullable: boolean): string {
  // Anything can be in JSON, null included, so its type is not told apart.
  if (type === 'jsonb') return 'unknown';
  return [TYPES[type] ?? type, ...(nullable ? ['null'] : [])].sort().join(' | ');
}
