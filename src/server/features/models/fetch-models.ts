/** `screenalytics models fetch <pack>`: gets what is missing and replaces what is damaged. */
import type { FetchProgress, ModelRegistry } from '../../../adapters/models/port.ts';
import { formatModelsTable, toModelsJson, type Write } from './models-table.ts';

/**
 * Writes the pack's models once they are all here and proven, and returns exit code 0. Models the pipeline can do
 * without are fetched too.
 *
 * @throws ModelError with the remedy when a model cannot be had (see `ModelRegistry.ensurePack`).
 */
export async function fetchModels(options: {
  readonly registry: ModelRegistry;
  /** Name of a pack or path of a pack file. */
  readonly pack: string;
  readonly write: Write;
  readonly json: boolean;
  readonly onProgress?: (progress: FetchProgress) => void;
  readonly signal?: AbortSignal;
}): Promise<0> {
  const { registry, write, json, onProgress, signal } = options;
  const pack = await registry.resolvePack(options.pack);
  await registry.ensurePack(pack, {
    repair: true,
    optional: true,
    ...(onProgress && { onProgress }),
    ...(signal && { signal }),
  });
  const states = await registry.verifyPack(pack);
  write(
    json
      ? `${JSON.stringify({ pack: pack.name, models: toModelsJson(states) }, null, 2)}\n`
      : formatModelsTable(states),
  );
  return 0;
}
