import type { ModelRegistry } from '../../../adapters/models/port.ts';
import type { Models } from '../../contract/system.ts';

/** The files of all known packs. Their content is hashed, so this reads every file that is here. */
export async function showModels(registry: Pick<ModelRegistry, 'packs' | 'verifyPack'>): Promise<Models> {
  const states = await Promise.all(registry.packs.map((pack) => registry.verifyPack(pack)));
  return {
    items: states.flat().map(({ entry, state, bytes }) => ({
      pack: entry.pack,
      role: entry.role,
      file: entry.file,
      sha256: entry.sha256,
      licence: entry.licence.note ? `${entry.licence.name} (${entry.licence.note})` : entry.licence.name,
      bytes: bytes ?? entry.bytes ?? null,
      isPresent: state === 'cached',
    })),
  };
}
