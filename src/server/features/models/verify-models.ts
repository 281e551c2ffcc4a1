/** `screenalytics models verify <pack>`: reads every file again and compares hashes. */
import type { ModelRegistry } from '../../../adapters/models/port.ts';
import { formatModelsTable, toModelsJson, type Write } from './models-table.ts';

/**
 * Returns exit code 0 when every model that the pipeline needs is here and right, 2 otherwise; a missing `pose` model
 * is no fault, a damaged one is.
 *
 * @throws ModelError when there is no such pack (see `ModelRegistry.resolvePack`).
 */
export async function verifyModels(options: {
  readonly registry: ModelRegistry;
  /** Name of a pack or path of a pack file. */
  readonly pack: string;
  readonly write: Write;
  readonly json: boolean;
}): Promise<0 | 2> {
  const { registry, write, json } = options;
  const pack = await registry.resolvePack(options.pack);
  const states = await registry.verifyPack(pack);
  const faults = states.filter(
    ({ entry, state }) => state === 'wrong hash' || (state === 'missing' && entry.role !== 'pose'),
  );
  const ok = faults.length === 0;
  if (json) {
    write(`${JSON.stringify({ pack: pack.name, ok, models: toModelsJson(states) }, null, 2)}\n`);
    return ok ? 0 : 2;
  }
  write(formatModelsTable(states));
  for (const { path, state, sha256, entry } of faults) {
    const found = state === 'missing' ? 'is missing' : `has sha256 ${sha256} but ${entry.sha256} is expected`;
    write(`${path} ${found}.\n`);
  }
  if (faults.some(({ entry }) => entry.source.kind !== 'file')) {
    write(`Run \`screenalytics models fetch ${options.pack}\` to set it right.\n`);
  }
  return ok ? 0 : 2;
}
