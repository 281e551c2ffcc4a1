/** The secret that signs URLs and sessions where none is configured: made once, kept in the data directory. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { explainSystemError } from './system-error.ts';

const BYTES = 48;

/** @throws UserError when the folder cannot be written. */
export async function keptSecret(dataDirectory: string): Promise<string> {
  const file = path.join(dataDirectory, 'secret');
  try {
    return (await readSecret(file)) ?? (await makeSecret(file));
  } catch (error) {
    throw explainSystemError(error);
  }
}

async function readSecret(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.trim() === '' ? null : text.trim();
}

/** Of two processes that make one at the same time, both use the one that came first. */
async function makeSecret(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(partial, `${randomBytes(BYTES).toString('base64url')}\n`, { mode: 0o600 });
  try {
    await link(partial, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(partial, { force: true });
  }
  const secret = await readSecret(file);
  if (secret === null) throw new Error(`${file} is empty: delete it, a new one is made then.`);
  return secret;
}
