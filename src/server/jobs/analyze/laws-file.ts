/**
 * `laws.json`: what people said about one run, for another run of the same material to obey. Described in docs/laws.md.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import type { Laws } from '../../../pipeline/cluster/laws.ts';
import { normalised } from '../../../pipeline/embed/vectors.ts';
import type { Embedding } from '../../../pipeline/units.ts';
import { formatJson, parseArtifact } from '../../results/parse-artifact.ts';
import { decodeVector } from './cast-stage.ts';

const number = z.int().positive();
const time = z.number().nonnegative();
const box = { left: z.number(), top: z.number(), width: z.number(), height: z.number() };

/** Base64 of float32 values, as a vector of length 1. */
const template = z.base64().transform((text, context): Embedding => {
  const bytes = Buffer.from(text, 'base64');
  const unit = bytes.length % 4 === 0 ? normalised(decodeVector(text)) : null;
  if (unit) return unit;
  context.addIssue({ code: 'custom', message: 'is no list of float32 values' });
  return z.NEVER;
});

const track = z.object({
  track: number,
  firstSeconds: time,
  lastSeconds: time,
  /** In shares of the picture. */
  boxes: z.array(z.object({ seconds: time, ...box })),
  template: template.nullable(),
  /** SHA-256 of the embedder. */
  model: z.string().nullable(),
});

const pair = z.tuple([number, number]);
/** Names are compared as the cast folder has them. */
const person = z
  .string()
  .min(1)
  .transform((name) => name.normalize('NFC'));

const schema = z.object({
  schemaVersion: z.literal(1),
  of: z.object({ cuts: z.array(time), duration: time, tracks: z.array(track) }),
  must: z.array(pair),
  cannot: z.array(pair),
  people: z.array(z.object({ track: number, person: person.nullable() })),
  never: z.array(z.object({ track: number, person })),
  notFaces: z.array(number),
});

/** Text of `laws.json`; faces are left out, since an analysis does not need them. */
export function formatLaws({ of, ...said }: Laws): string {
  const tracks = of.tracks.map((each) => ({ ...each, template: each.template && encodeVector(each.template) }));
  return formatJson({ schemaVersion: 1, of: { cuts: of.cuts, duration: of.duration, tracks }, ...said });
}

/** Content of the text of `laws.json`. @throws UserError when it is damaged; `place` is the path to name. */
export function parseLaws(text: string, place: string): Laws {
  const { schemaVersion: _, of, ...said } = parseArtifact(schema, text, place);
  return { of: { ...of, faces: [] }, ...said };
}

/** @throws UserError `laws.missing` or `artifact.damaged`. */
export async function readLawsFile(file: string): Promise<{ readonly laws: Laws; readonly sha256: string }> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UserError('laws.missing', `The corrections ${file} cannot be read: check the path.`, { cause });
  });
  return { laws: parseLaws(text, file), sha256: createHash('sha256').update(text).digest('hex') };
}

const encodeVector = (vector: Embedding): string =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
