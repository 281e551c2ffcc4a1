/** What a chosen folder and a JSON file say about a cast. */
import { type CastEntry, type CastFile, castFile } from '../../../server/contract/cast-import.ts';
import { photoFault } from './send-photo.ts';

export interface ChosenFile {
  readonly file: File;
  /** With its folders, `/` between them. */
  readonly path: string;
}

export interface ImportedEntry {
  readonly entry: CastEntry;
  readonly photos: readonly ChosenFile[];
}

export interface ReadImport {
  readonly entries: readonly ImportedEntry[];
  /** What is left out, and why. */
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
}

/** What systems put into folders by themselves. */
const HIDDEN = /(^|\/)(\.|Thumbs\.db$|desktop\.ini$)/i;

export const isJson = ({ path }: ChosenFile): boolean => /\.json$/i.test(path);

/** @throws Error with what is wrong, and where. */
export function parseCastFile(text: string, name: string): CastFile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${name} is no JSON: ${cause instanceof Error ? cause.message : 'it cannot be read'}.`, { cause });
  }
  const parsed = castFile.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue === undefined || issue.path.length === 0 ? 'the whole' : issue.path.join('.');
  throw new Error(`${name} is not as it must be, at ${place}: ${issue?.message ?? 'unknown'}.`);
}

/**
 * A photograph is of the person whose entry in the file names it, else of the one its folder is called after. People of folders
 * come after those of the file.
 */
export function readImport(files: readonly ChosenFile[], cast: CastFile | null): ReadImport {
  const skipped: { path: string; why: string }[] = [];
  const seen = files
    .filter((file) => !HIDDEN.test(file.path) && !isJson(file))
    .toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
  const usable = seen.filter(({ file, path }) => {
    const why = photoFault(file);
    if (why !== null) skipped.push({ path, why });
    return why === null;
  });
  const people: { entry: CastEntry; photos: ChosenFile[] }[] = [];
  const meant = new Map<string, number>();
  const named = new Set<ChosenFile>();
  for (const { photos, ...entry } of cast?.people ?? []) {
    for (const name of [...entry.aliases, entry.name]) meant.set(key(name), people.length);
    const own = photos.flatMap((wanted) => {
      const found = usable.find(({ path }) => isCalled(path, wanted));
      if (!found) skipped.push({ path: wanted, why: `${entry.name} has it in the file, but the folder has not.` });
      return found ?? [];
    });
    for (const photo of own) named.add(photo);
    people.push({ entry, photos: own });
  }
  for (const file of usable) {
    if (named.has(file)) continue;
    const folder = folderOf(file.path);
    if (folder === null) {
      skipped.push({ path: file.path, why: 'It lies in no folder that would say whose it is.' });
      continue;
    }
    const at = meant.get(key(folder));
    if (at !== undefined) {
      people[at]?.photos.push(file);
      continue;
    }
    meant.set(key(folder), people.length);
    people.push({ entry: { name: folder, aliases: [], roles: [] }, photos: [file] });
  }
  return { entries: people, skipped };
}

/** The person's folder: the one that the file lies in, unless that is the chosen folder itself. */
function folderOf(path: string): string | null {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.length < 2 ? null : (parts.at(-2)?.trim() ?? null);
}

/** Whether a path ends with a name, whole folders considered. */
const isCalled = (path: string, name: string): boolean =>
  `/${path}`.toLowerCase().endsWith(`/${name.replace(/^\.?\//, '').toLowerCase()}`);

const key = (name: string): string => name.normalize('NFC').trim().toLowerCase();
