/** JSON Lines: one JSON value per line, so that a long list can be written and read piece by piece. */
import { open } from 'node:fs/promises';
import type { z } from 'zod';
import { parseArtifact } from '../../../results/parse-artifact.ts';
import { explainReadFailure, writeArtifactLines } from './write-artifact.ts';

async function* toLines(rows: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const row of rows) yield JSON.stringify(row);
}

/** Writes one line per row. @throws UserError when the file cannot be written. */
export function writeJsonl(path: string, rows: Iterable<unknown> | AsyncIterable<unknown>): Promise<void> {
  return writeArtifactLines(path, toLines(rows));
}

/**
 * Reads the rows one by one, checked against `schema`. Empty lines are passed over.
 * @throws UserError when the file is missing, or a line is damaged (the message names the line).
 */
export async function* readJsonl<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): AsyncGenerator<z.infer<Schema>> {
  const file = await open(path).catch((error: unknown) => {
    throw explainReadFailure(path, error);
  });
  try {
    let number = 0;
    for await (const line of file.readLines({ encoding: 'utf8', autoClose: false })) {
      number++;
      if (line !== '') yield parseArtifact(schema, line, `${path} line ${number}`);
    }
  } finally {
    await file.close();
  }
}
