import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const packageFile = z.object({ name: z.string(), version: z.string() });

/** The version in the program's package.json. */
export const programVersion = (): string => findPackage().version;

/** Where the program was installed: the folder of its package.json. */
export const programFolder = (): string => fileURLToPath(findPackage().folder);

/** It lies above the code: the sources, or a bundle of them. */
function findPackage(): { folder: URL; version: string } {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    const found = readPackage(new URL('package.json', folder));
    if (found?.name === 'screenalytics') return { folder, version: found.version };
    if (folder.pathname === new URL('..', folder).pathname) throw new Error('The program has no package.json.');
  }
}

function readPackage(file: URL): z.infer<typeof packageFile> | null {
  try {
    return packageFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null; // Not this folder's, or not a package's.
  }
}
