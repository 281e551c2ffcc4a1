/** A file that is written while it is sent. */
import { UserError } from '../../../errors.ts';
import type { ExportRequest } from '../../contract/exports.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { exportFileName } from './file-name.ts';
import { formatNamed, writeExport } from './formats.ts';
import { readStoredRun } from './read-stored-run.ts';

export interface Download {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: AsyncIterable<string | Uint8Array>;
}

/** All that can be refused is refused before the first byte. @throws UserError as `readStoredRun`, `exports.takes-a-job`. */
export async function openDownload(
  stores: ResultStores,
  { format: name, ...request }: ExportRequest,
): Promise<Download> {
  const format = formatNamed(name);
  if (name === 'mp4' || format.made === 'by-job') {
    const message = `${format.title} takes a while to make: ask for it with POST /runs/${request.runId}/exports, then fetch it.`;
    throw new UserError('exports.wrong-state', message);
  }
  const data = await readStoredRun(stores, request);
  return {
    fileName: exportFileName(data, format),
    contentType: format.contentType,
    content: writeExport(name, data),
  };
}
