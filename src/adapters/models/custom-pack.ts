/** Reads a pack that a user describes in a JSON file. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import {
  type CustomModel,
  type CustomRole,
  customModelSchema,
  DECODERS,
  DEFAULT_INPUTS,
  packFileSchema,
} from './descriptor.ts';
import { createFileHasher } from './file-hash.ts';
import { ModelError, systemErrorCode } from './model-error.ts';
import type { ModelEntry, ModelInput, ModelPack } from './port.ts';

/** What the reading of one file shares: where relative paths start, what may be reused, what is wrong so far. */
interface Reading {
  readonly packName: string;
  readonly folder: string;
  readonly packs: readonly ModelPack[];
  readonly problems: string[];
}

/**
 * @param file path of the descriptor; model files in it are relative to its folder.
 * @param packs packs whose models the descriptor may reuse by the pack's name.
 * @throws ModelError `models.missing-file` when there is no such descriptor, `models.bad-descriptor` with every
 * problem found, in one line.
 */
export async function readCustomPack(file: string, packs: readonly ModelPack[]): Promise<ModelPack> {
  const content = await readJson(file);
  const parsed = packFileSchema.safeParse(content);
  const raw = isRecord(content) ? content : {};
  const reading: Reading = {
    packName: String(raw['name'] ?? 'custom'),
    folder: path.dirname(path.resolve(file)),
    packs,
    problems: parsed.error ? describeIssues(parsed.error, '') : [],
  };
  const detector = await readPart('detector', raw['detector'], reading);
  const landmarks = await readPart('landmarks', raw['landmarks'], reading);
  const embedder = await readPart('embedder', raw['embedder'], reading);
  if (detector?.decoder === 'ultraface' && raw['landmarks'] === undefined) {
    reading.problems.push(
      'landmarks is missing: an ultraface detector gives no key points (write "landmarks": "bundled")',
    );
  }
  if (reading.problems.length > 0 || !parsed.success || !detector || !embedder) {
    const list = reading.problems.join('; ');
    throw new ModelError(
      'models.bad-descriptor',
      `${file} does not describe a model pack: ${list}. See docs/models.md`,
    );
  }
  return {
    name: parsed.data.name,
    description: parsed.data.description ?? `Described by ${file}.`,
    models: { detector, ...(landmarks && { landmarks }), embedder },
  };
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const reason =
      systemErrorCode(cause) === 'ENOENT' ? 'does not exist' : `cannot be read (${systemErrorCode(cause)})`;
    throw new ModelError(
      'models.missing-file',
      `The pack file ${file} ${reason}: give the path of a JSON file as in docs/models.md`,
      { cause },
    );
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : '';
    throw new ModelError(
      'models.bad-descriptor',
      `${file} is no valid JSON (${reason}): correct it as in docs/models.md`,
      { cause },
    );
  }
}

/** Undefined when the role is absent or has problems, which are then noted. */
async function readPart<Role extends CustomRole>(
  role: Role,
  value: unknown,
  reading: Reading,
): Promise<ModelEntry<Role> | undefined> {
  if (typeof value === 'string') return reuse(role, value, reading);
  if (!isRecord(value)) return undefined;
  const parsed = customModelSchema.safeParse(value);
  if (parsed.error) {
    reading.problems.push(...describeIssues(parsed.error, role));
    return undefined;
  }
  return await toEntry(role, parsed.data, reading);
}

function reuse<Role extends CustomRole>(
  role: Role,
  name: string,
  { packs, problems }: Reading,
): ModelEntry<Role> | undefined {
  const pack = packs.find((candidate) => candidate.name === name);
  const entry = pack?.models[role] as ModelEntry<Role> | undefined;
  if (!entry) {
    const having = packs.filter((candidate) => candidate.models[role]).map((candidate) => `"${candidate.name}"`);
    problems.push(`${role}: there is no ${role} model in a pack "${name}", only in ${having.join(', ')}`);
  }
  return entry;
}

async function toEntry<Role extends CustomRole>(
  role: Role,
  model: CustomModel,
  reading: Reading,
): Promise<ModelEntry<Role> | undefined> {
  const { problems } = reading;
  const before = problems.length;
  const file = path.resolve(reading.folder, model.file);
  const decoder = DECODERS[role].find((candidate) => candidate === model.decoder);
  if (!decoder) problems.push(`${role}.decoder must be one of ${DECODERS[role].join(', ')}, not "${model.decoder}"`);
  const input = decoder && completeInput(role, withDefaults(decoder, model.input), problems);
  if (!model.sha256) problems.push(await missingHash(role, file));
  if (problems.length > before || !decoder || !input || !model.sha256) return undefined;
  return {
    pack: reading.packName,
    role,
    file: path.basename(file),
    sha256: model.sha256.toLowerCase(),
    licence: toLicence(model.licence),
    source: { kind: 'file', path: file },
    decoder,
    input,
    ...(model.output !== undefined && { output: model.output }),
  };
}

function completeInput(role: CustomRole, input: Partial<ModelInput>, problems: string[]): ModelInput | undefined {
  const { channels, mean, scale, size } = input;
  for (const [key, value] of Object.entries({ channels, mean, scale, size })) {
    if (value === undefined) problems.push(`${role}.input.${key} is missing`);
  }
  if (role === 'embedder' && size && !('width' in size && size.width === 112 && size.height === 112)) {
    problems.push('embedder.input.size must be 112 × 112 or be left out');
  }
  if (!channels || mean === undefined || scale === undefined || !size) return undefined;
  return { ...input, channels, mean, scale, size };
}

async function missingHash(role: CustomRole, file: string): Promise<string> {
  const found = await createFileHasher().hash(file);
  return found
    ? `${role}.sha256 is missing; if you trust ${file}, add "sha256": "${found.sha256}"`
    : `${role}.sha256 is missing, and so is the file ${file}`;
}

function toLicence(licence: CustomModel['licence']): ModelEntry['licence'] {
  if (typeof licence === 'string') return { name: licence };
  return { name: licence.name, ...(licence.note !== undefined && { note: licence.note }) };
}

function withDefaults(decoder: keyof typeof DEFAULT_INPUTS, given: CustomModel['input']): Partial<ModelInput> {
  const said = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return Object.assign({}, DEFAULT_INPUTS[decoder], Object.fromEntries(said));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function describeIssues(error: z.ZodError, at: string): string[] {
  return error.issues.map((issue) => {
    const where = [at, ...issue.path.map(String)].filter((step) => step !== '').join('.');
    const { message } = issue;
    return where ? `${where}: ${message}` : message;
  });
}
