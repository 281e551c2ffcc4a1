/** The folder that results go to: ours, or empty; never one with somebody else's files. */
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../../errors.ts';
import { explainSystemError } from '../../system-error.ts';

const README = 'README.txt';
const EXPLANATION = `This folder holds the finished steps of the analysis, so that it can go on after an interruption
and so that another run with other settings repeats only what depends on them.
It may be deleted when the results are final.
`;

/** Where the finished steps of a result folder lie. */
export const workFolderOf = (out: string): string => path.join(out, 'work');

/**
 * Makes the folder and its work folder.
 *
 * @returns path of the work folder.
 * @throws UserError `out.foreign`, `out.not-a-folder` or `out.not-writable`.
 */
export async function prepareResultFolder(out: string): Promise<string> {
  const workFolder = workFolderOf(out);
  await refuseForeign(out, workFolder);
  try {
    await mkdir(workFolder, { recursive: true });
    await writeFile(path.join(workFolder, README), EXPLANATION);
  } catch (cause) {
    const explained = explainSystemError(cause);
    // Another folder is no help against a disk that is full.
    if (explained instanceof UserError && explained.retryable) throw explained;
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    throw new UserError('out.not-writable', `Nothing can be written to ${out} (${code}): choose another --out.`, {
      cause,
    });
  }
  return workFolder;
}

async function refuseForeign(out: string, workFolder: string): Promise<void> {
  const found = await stat(out).catch(() => null);
  if (found === null) return;
  if (!found.isDirectory()) {
    throw new UserError('out.not-a-folder', `${out} is a file: give --out the name of a folder.`);
  }
  const names = (await readdir(out)).filter((name) => !name.startsWith('.'));
  const ours = names.includes('run.json') || (await exists(path.join(workFolder, README)));
  const foreign = names.filter((name) => name !== 'work');
  if (ours || foreign.length === 0) return;
  const message = `${out} holds files that are no result of this program (${foreign[0]}): choose a new or empty folder for --out.`;
  throw new UserError('out.foreign', message);
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
