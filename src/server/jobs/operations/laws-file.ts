import { rm } from 'node:fs/promises';
import type { Laws } from '../../../pipeline/cluster/laws.ts';
import { formatLaws } from '../analyze/laws-file.ts';
import { writeWhole } from '../analyze/whole-file.ts';

/** Puts what people said where an analysis reads it; gives the file, null where nothing was said. */
export async function fillLawsFile(laws: Laws | null, file: string): Promise<string | null> {
  await rm(file, { force: true });
  if (laws === null) return null;
  await writeWhole(file, formatLaws(laws));
  return file;
}
