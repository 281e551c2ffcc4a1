/** Videos out of what a person drops, pastes or chooses: files, folders, or both. */
import { contentOf, handleOf } from './file-handles.ts';

export interface CollectedFile {
  readonly file: File;
  /** With the folders that are known. */
  readonly path: string;
  /** Opens it again after a reload, where the browser has such a thing. */
  readonly handle: FileSystemFileHandle | null;
}

export interface Collected {
  readonly videos: CollectedFile[];
  /** Names of what is no video. */
  readonly others: string[];
}

/** What the server takes; it looks into the file later. */
const VIDEO_NAME = /\.(3gp|avi|flv|m2ts|m4v|mkv|mov|mp4|mpe?g|mts|mxf|ogv|ts|vob|webm|wmv)$/i;
/** What systems put into folders by themselves. */
const HIDDEN = /(^|\/)(\.|Thumbs\.db$|desktop\.ini$)/i;

/** For `<input type="file" accept>`: by type, and by name for what browsers do not know. */
export const ACCEPT = 'video/*,.mkv,.mxf,.ts,.mts,.m2ts,.vob,.flv,.wmv,.avi,.ogv';

export function sorted(found: readonly CollectedFile[]): Collected {
  const seen = found.filter(({ path }) => !HIDDEN.test(path));
  const byPath = (left: CollectedFile, right: CollectedFile) =>
    left.path.localeCompare(right.path, 'en', { numeric: true });
  return {
    videos: seen.filter(({ file }) => VIDEO_NAME.test(file.name)).sort(byPath),
    others: seen.filter(({ file }) => !VIDEO_NAME.test(file.name)).map(({ file }) => file.name),
  };
}

export const fromInput = (files: Iterable<File>): CollectedFile[] =>
  Array.from(files, (file) => ({ file, path: file.webkitRelativePath || file.name, handle: null }));

export const fromHandles = (handles: readonly FileSystemFileHandle[]): Promise<CollectedFile[]> =>
  Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), path: handle.name, handle })));

/** To be called while the event is being handled: afterwards the browser has forgotten what was dropped. */
export async function fromTransfer(transfer: DataTransfer): Promise<CollectedFile[]> {
  const items = Array.from(transfer.items).filter(({ kind }) => kind === 'file');
  const readings = items.map((item) => {
    const [handle, entry, file] = [handleOf(item), item.webkitGetAsEntry(), item.getAsFile()];
    return (async (): Promise<CollectedFile[]> => {
      const opened = await handle?.catch(() => null);
      if (opened) return await fromHandle(opened, '');
      if (entry?.isDirectory) return await fromEntry(entry);
      return file ? fromInput([file]) : [];
    })();
  });
  return (await Promise.all(readings)).flat();
}

async function fromHandle(handle: FileSystemHandle, folder: string): Promise<CollectedFile[]> {
  const path = `${folder}${handle.name}`;
  if (handle.kind === 'file') {
    const opens = handle as FileSystemFileHandle;
    return [{ file: await opens.getFile(), path, handle: opens }];
  }
  const found: CollectedFile[] = [];
  for await (const each of contentOf(handle as FileSystemDirectoryHandle)) {
    found.push(...(await fromHandle(each, `${path}/`)));
  }
  return found;
}

/** The older way, for browsers without handles. */
async function fromEntry(entry: FileSystemEntry): Promise<CollectedFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ file, path: entry.fullPath.replace(/^\//, ''), handle: null }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: CollectedFile[] = [];
  for (;;) {
    // Some at a time, until there are none.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const each of some) found.push(...(await fromEntry(each)));
  }
}
