/** Implementation of the models port on a cache folder, the npm registry and HTTP. */
import path from 'node:path';
import { bundledPack } from './bundled-pack.ts';
import { readCustomPack } from './custom-pack.ts';
import { createFileHasher } from './file-hash.ts';
import { ModelError } from './model-error.ts';
import type { NpmSettings } from './npm-settings.ts';
import { opencvZooPack } from './opencv-zoo-pack.ts';
import type {
  EnsureOptions,
  ModelEntry,
  ModelPack,
  ModelRegistry,
  ModelRole,
  ModelState,
  ReadyModel,
  ReadyModels,
} from './port.ts';

export interface ModelRegistryOptions {
  /** The cache folder; made when first needed. See `defaultModelsDirectory`. */
  readonly directory: string;
  /** The user's npm configuration; absent: the public registry. See `readNpmSettings`. */
  readonly npm?: NpmSettings;
  /** Mirror of the OpenCV Zoo; absent: GitHub. */
  readonly zooBaseUrl?: string;
  /** Longest silence of a download, in milliseconds. Default 60 000. */
  readonly silenceMs?: number;
}

/** Models are kept as `<directory>/<pack>/<file>`. Hashes are remembered for as long as the registry lives. */
export function createModelRegistry(options: ModelRegistryOptions): ModelRegistry {
  const directory = path.resolve(options.directory);
  const packs = [bundledPack, opencvZooPack(options.zooBaseUrl)];
  const hasher = createFileHasher();
  const pathOf = (entry: ModelEntry): string =>
    entry.source.kind === 'file' ? entry.source.path : path.join(directory, entry.pack, entry.file);
  const context = { pathOf, npm: options.npm ?? {}, silenceMs: options.silenceMs ?? 60_000 };

  const isReady = async (entry: ModelEntry, repair: boolean): Promise<boolean> => {
    const found = await hasher.hash(pathOf(entry));
    if (found?.sha256 === entry.sha256) return true;
    if (found === null && entry.source.kind !== 'file') return false;
    if (found === null) throw missingFile(entry, pathOf(entry));
    if (repair && entry.source.kind !== 'file') return false;
    throw wrongHash(entry, pathOf(entry), found.sha256);
  };

  return {
    directory,
    packs,

    async resolvePack(nameOrPath) {
      const known = packs.find((pack) => pack.name === nameOrPath);
      if (known) return known;
      if (/[\\/]|\.json$/.test(nameOrPath)) return await readCustomPack(nameOrPath, packs);
      throw new ModelError(
        'models.unknown-pack',
        `There is no model pack "${nameOrPath}": use ${packs.map((pack) => pack.name).join(', ')}, or the path of a pack file (./pack.json)`,
      );
    },

    async ensurePack(pack, ensure: EnsureOptions = {}) {
      const entries = entriesOf(pack).filter((entry) => entry.role !== 'pose' || ensure.optional);
      const absent: ModelEntry[] = [];
      for (const entry of entries) if (!(await isReady(entry, ensure.repair ?? false))) absent.push(entry);
      ensure.signal?.throwIfAborted();
      if (absent.length > 0) {
        // Loaded when needed: what downloads takes a fifth of a second to load, on every run.
        const { fetchEntries } = await import('./fetch-entries.ts');
        await fetchEntries(absent, context, ensure);
      }
      // What was just written is read back: the disk, not only the download, has to be right.
      for (const entry of absent) if (!(await isReady(entry, false))) throw missingFile(entry, pathOf(entry));
      return readyModels(pack, entries, pathOf);
    },

    async verifyPack(pack) {
      const states: ModelState[] = [];
      for (const entry of entriesOf(pack)) {
        const found = await hasher.hashAfresh(pathOf(entry));
        const state = found === null ? 'missing' : found.sha256 === entry.sha256 ? 'cached' : 'wrong hash';
        states.push({ entry, path: pathOf(entry), state, bytes: found?.bytes ?? null, sha256: found?.sha256 ?? null });
      }
      return states;
    },
  };
}

/** The pack's models in the order in which the pipeline uses them. */
function entriesOf(pack: ModelPack): readonly ModelEntry[] {
  const { detector, landmarks, embedder, pose } = pack.models;
  return [detector, landmarks, embedder, pose].filter((entry) => entry !== undefined);
}

function readyModels(
  pack: ModelPack,
  entries: readonly ModelEntry[],
  pathOf: (entry: ModelEntry) => string,
): ReadyModels {
  const ready = <Role extends ModelRole>(entry: ModelEntry<Role>): ReadyModel<Role> => ({
    path: pathOf(entry),
    sha256: entry.sha256,
    entry,
  });
  const { detector, landmarks, embedder, pose } = pack.models;
  return {
    detector: ready(detector),
    ...(landmarks && { landmarks: ready(landmarks) }),
    embedder: ready(embedder),
    ...(pose && entries.includes(pose) && { pose: ready(pose) }),
  };
}

function missingFile(entry: ModelEntry, file: string): ModelError {
  return new ModelError(
    'models.missing-file',
    `The ${entry.role} model ${file} of pack "${entry.pack}" does not exist: put it there, or correct "file" in the pack file`,
  );
}

function wrongHash(entry: ModelEntry, file: string, actual: string): ModelError {
  const remedy =
    entry.source.kind === 'file'
      ? 'put the right file there, or, if you trust this one, correct "sha256" in the pack file'
      : `run \`screenalytics models fetch ${entry.pack}\` to replace it`;
  return new ModelError('models.wrong-hash', `${file} has sha256 ${actual} but ${entry.sha256} is expected: ${remedy}`);
}
