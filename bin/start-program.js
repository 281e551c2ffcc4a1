// Runs one of the program's entries from its TypeScript sources, whatever the working directory: bundled where that can be
// kept, which starts in a third of the time, else by way of tsx. Processes that it starts are started the way it was.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleProgram } from './bundle-program.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {'cli' | 'main' | 'worker'} name */
export async function startProgram(name) {
  // Settings of this installation. What the environment says already counts more.
  const settings = path.join(root, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  const bundle = bundleProgram(root);
  if (bundle === null) {
    const { register } = await import('tsx/esm/api');
    register();
    await import(`../src/server/${name}.ts`);
  } else {
    process.setSourceMapsEnabled(true);
    await import(pathToFileURL(`${bundle}/${name}.js`).href);
  }
}
