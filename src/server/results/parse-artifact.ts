import type { z } from 'zod';
import { UserError } from '../../errors.ts';

/**
 * Reads one JSON text of a result folder. `place` names it for the reader, such as `…/run.json` or `…/tracks.jsonl line 7`.
 * @throws UserError `artifact.damaged` when the text is no JSON or not of the expected shape.
 */
export function parseArtifact<Schema extends z.ZodType>(schema: Schema, text: string, place: string): z.infer<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damaged(place, 'it is no complete JSON', cause);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw damaged(place, `${issue?.path.join('.') || 'the value'}: ${issue?.message ?? 'unexpected'}`, result.error);
}

function damaged(place: string, reason: string, cause: unknown): UserError {
  const remedy = 'It is damaged or of another version of the program: run the same analyze command again.';
  return new UserError('artifact.damaged', `${place} cannot be used (${reason}). ${remedy}`, { cause });
}

/** JSON as all result files have it: two spaces, keys in the order given, a line feed at the end. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
