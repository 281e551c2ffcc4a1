import type { ReadyModel } from '../../../adapters/models/port.ts';
import { UserError } from '../../../errors.ts';
import { hashFile } from './hash.ts';

/** @throws UserError `models.wrong-hash` when the file is not what the pack says, `models.missing-file` when it is gone. */
export async function proveModel({ path, sha256, entry }: ReadyModel): Promise<void> {
  const remedy = `run \`screenalytics models fetch ${entry.pack}\``;
  const actual = await hashFile(path).catch((cause: unknown) => {
    throw new UserError('models.missing-file', `${path} cannot be read: ${remedy}.`, { cause });
  });
  if (actual === sha256) return;
  const message = `${path} has sha256 ${actual} but ${sha256} is expected: ${remedy}.`;
  throw new UserError('models.wrong-hash', message);
}
