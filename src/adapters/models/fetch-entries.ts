/** Downloads missing models from where they come from and stores them. */
import path from 'node:path';
import { isUnreachable, ModelError, systemErrorCode } from './model-error.ts';
import type { NpmSettings } from './npm-settings.ts';
import { fetchFromNpm, type TransferOptions } from './npm-source.ts';
import type { EnsureOptions, ModelEntry } from './port.ts';
import { DownloadStalled } from './stall-watch.ts';
import { storageError, storeModel } from './store-model.ts';
import { fetchFromUrl } from './url-source.ts';

export interface FetchContext {
  /** Where an entry belongs in the cache. */
  readonly pathOf: (entry: ModelEntry) => string;
  readonly npm: NpmSettings;
  readonly silenceMs: number;
}

/** Upper limit for a file whose size is not known beforehand. */
const MOST_BYTES = 1 << 30;

/**
 * Fetches the entries, one download for all members of one npm package.
 *
 * @throws ModelError as `ModelRegistry.ensurePack` does; rejects with the signal's reason when aborted.
 */
export async function fetchEntries(
  entries: readonly ModelEntry[],
  context: FetchContext,
  options: EnsureOptions,
): Promise<void> {
  for (const group of bySource(entries)) {
    const [first] = group;
    if (!first) continue;
    let contents: ReadonlyMap<ModelEntry, Uint8Array>;
    try {
      contents = await download(group, context, options);
    } catch (error) {
      if (options.signal?.aborted) throw options.signal.reason;
      throw downloadError(error, group, path.dirname(context.pathOf(first)));
    }
    for (const [entry, bytes] of contents) await storeModel(entry, bytes, context.pathOf(entry));
  }
}

function bySource(entries: readonly ModelEntry[]): readonly (readonly ModelEntry[])[] {
  const groups = new Map<string, ModelEntry[]>();
  for (const entry of entries) {
    const key = entry.source.kind === 'npm' ? entry.source.spec : `${entry.pack}/${entry.file}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()];
}

async function download(
  group: readonly ModelEntry[],
  context: FetchContext,
  options: EnsureOptions,
): Promise<ReadonlyMap<ModelEntry, Uint8Array>> {
  const contents = new Map<ModelEntry, Uint8Array>();
  const [first] = group;
  if (first?.source.kind === 'npm') {
    const { spec, integrity, packageBytes } = first.source;
    const settings = options.offline ? { ...context.npm, offline: true } : context.npm;
    const request = { spec, integrity, packageBytes, members: group.map(memberOf) };
    const members = await fetchFromNpm(request, settings, transferOf(spec, context, options));
    for (const entry of group) {
      const bytes = members.get(memberOf(entry));
      if (!bytes) throw new Error(`${spec} holds no file ${memberOf(entry)}`);
      contents.set(entry, bytes);
    }
    return contents;
  }
  for (const entry of group) {
    if (entry.source.kind !== 'url') continue;
    if (options.offline) throw Object.assign(new Error('the network is switched off'), { code: 'ENOTCACHED' });
    const transfer = transferOf(entry.file, context, options);
    contents.set(entry, await fetchFromUrl(entry.source.url, entry.bytes ?? MOST_BYTES, transfer));
  }
  return contents;
}

const memberOf = ({ source }: ModelEntry): string => (source.kind === 'npm' ? source.member : '');

function transferOf(item: string, context: FetchContext, options: EnsureOptions): TransferOptions {
  return {
    onBytes: (receivedBytes, totalBytes) =>
      options.onProgress?.({ item, receivedBytes, ...(totalBytes === undefined ? {} : { totalBytes }) }),
    signal: options.signal,
    silenceMs: context.silenceMs,
  };
}

/** Says in one line what was to be fetched, why it was not, and the two ways out. */
function downloadError(cause: unknown, group: readonly ModelEntry[], folder: string): unknown {
  if (cause instanceof ModelError) return cause;
  const stored = storageError(cause, folder);
  if (stored !== cause) return stored;
  const pack = group[0]?.pack ?? '';
  const files = group.map((entry) => entry.file).join(', ');
  const origin = describeOrigin(group[0]);
  const copy = `copy ${files} to ${folder}`;
  if (isUnreachable(cause)) {
    return new ModelError(
      'models.offline',
      `${origin} cannot be reached (${systemErrorCode(cause)}): connect once and run ` +
        `\`screenalytics models fetch ${pack}\`, or ${copy}`,
      { cause, retryable: true },
    );
  }
  if (systemErrorCode(cause) === 'EINTEGRITY') {
    return new ModelError(
      'models.wrong-hash',
      `${origin} delivered a package with another hash than expected: nothing was stored; try another registry, or ${copy}`,
      { cause },
    );
  }
  const reason = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : String(cause);
  return new ModelError(
    'models.download-failed',
    `The download of ${files} from ${origin} failed (${reason}): run \`screenalytics models fetch ${pack}\` again, or ${copy}`,
    { cause, retryable: cause instanceof DownloadStalled || systemErrorCode(cause) !== 'E404' },
  );
}

function describeOrigin(entry: ModelEntry | undefined): string {
  if (entry?.source.kind === 'npm') return `The npm registry (package ${entry.source.spec})`;
  return entry?.source.kind === 'url' ? new URL(entry.source.url).host : 'The source';
}
