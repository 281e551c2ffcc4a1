/**
 * Whose result a folder holds. The runs of a video share a folder, and the jobs of a run may be done on several disks: without
 * this mark, a worker could take what an earlier run has left in its folder for the result of the run it works for.
 */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '../analyze/whole-file.ts';

const fileOf = (folder: string): string => path.join(folder, '.run');

/** The folder holds the whole result of the run. */
export async function hasResultOf(folder: string, run: string): Promise<boolean> {
  return (await readFile(fileOf(folder), 'utf8').catch(() => null)) === run;
}

export const markResultOf = (folder: string, run: string): Promise<void> => writeWhole(fileOf(folder), run);

/** Before the result is changed. */
export const unmarkResult = (folder: string): Promise<void> => rm(fileOf(folder), { force: true });
