#!/usr/bin/env node
// Runs the program from its TypeScript sources, whatever the working directory: bundled where that can be kept, which
// starts in a third of the time, else by way of tsx. Stage children are started the way their parent was.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleProgram } from './bundle-program.js';

const bundle = bundleProgram(fileURLToPath(new URL('..', import.meta.url)));
if (bundle === null) {
  const { register } = await import('tsx/esm/api');
  register();
  await import('../src/server/cli.ts');
} else {
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(`${bundle}/cli.js`).href);
}
