/** `screenalytics models list`: the known packs, and which of their files are here. */
import type { ModelRegistry, ModelState } from '../../../adapters/models/port.ts';
import { formatModelsTable, toModelsJson, type Write } from './models-table.ts';

/** Writes all known packs; always returns exit code 0. */
export async function listModels(options: {
  readonly registry: ModelRegistry;
  readonly write: Write;
  readonly json: boolean;
}): Promise<0> {
  const { registry, write, json } = options;
  const states: ModelState[] = [];
  for (const pack of registry.packs) states.push(...(await registry.verifyPack(pack)));
  if (json) {
    const packs = registry.packs.map(({ name, description }) => ({ name, description }));
    write(`${JSON.stringify({ directory: registry.directory, packs, models: toModelsJson(states) }, null, 2)}\n`);
    return 0;
  }
  write(formatModelsTable(states));
  for (const { name, description } of registry.packs) write(`${name}: ${description}\n`);
  write(`Kept in ${registry.directory}. For your own models see docs/models.md.\n`);
  return 0;
}
