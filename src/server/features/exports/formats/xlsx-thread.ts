/** A workbook is made on a thread of its own: the library computes in one go, and for so long nobody else would be answered. */
import { Worker } from 'node:worker_threads';
import type { ExportData, PlainData } from '../export-data.ts';

/** Its code lies beside this: both are sources, or both are bundled. */
function startWorker(workerData: PlainData): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./xlsx-worker.js', import.meta.url), { workerData, execArgv: [] });
  // Threads do not get TypeScript from `--import`; tsx has to be registered inside.
  const bootstrap = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(({ register }) => {
    register();
    return import(${JSON.stringify(new URL('./xlsx-worker.ts', import.meta.url).href)});
  });`;
  return new Worker(bootstrap, { eval: true, workerData, execArgv: [] });
}

/** Ends the thread, also where nobody wants the file any more. @throws what the thread died of. */
export async function* xlsx(data: ExportData): AsyncGenerator<Uint8Array> {
  const { timeline: _timeline, boxLines: _boxLines, readCrop: _readCrop, ...plain } = data;
  const worker = startWorker(plain);
  try {
    yield await new Promise<Uint8Array>((made, failed) => {
      worker.once('message', made);
      worker.once('error', failed);
      worker.once('exit', (code) => failed(new Error(`The thread that makes the workbook ended with ${code}.`)));
    });
  } finally {
    await worker.terminate();
  }
}
