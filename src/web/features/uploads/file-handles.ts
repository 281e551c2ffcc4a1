/** What Chromium's browsers can do with files beyond the standard that TypeScript knows: keep them over a reload. */

interface ReadableHandle {
  requestPermission?(wanted: { readonly mode: 'read' }): Promise<PermissionState>;
}

/** Asks the person, where the browser wants that. */
export const askToRead = async (handle: FileSystemFileHandle): Promise<PermissionState> =>
  (await (handle as ReadableHandle).requestPermission?.({ mode: 'read' })) ?? 'granted';

type Picker = (options: {
  readonly multiple: boolean;
  readonly types: readonly object[];
}) => Promise<FileSystemFileHandle[]>;

const VIDEOS = [{ description: 'Videos', accept: { 'video/*': [] } }];

/** Null where the browser has no such picker; an empty list where the person chose nothing. */
export async function pickFiles(): Promise<FileSystemFileHandle[] | null> {
  const picker = (window as { showOpenFilePicker?: Picker }).showOpenFilePicker;
  if (!picker) return null;
  try {
    return await picker({ multiple: true, types: VIDEOS });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return [];
    // Not allowed in this frame, for instance: an ordinary file field always is.
    return null;
  }
}

interface DroppedItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** Only while the drop is being handled. Null where the browser has no handles. */
export const handleOf = (item: DataTransferItem): Promise<FileSystemHandle | null> | null =>
  (item as DroppedItem).getAsFileSystemHandle?.() ?? null;

interface Folder {
  values(): AsyncIterable<FileSystemHandle>;
}
export const contentOf = (folder: FileSystemDirectoryHandle): AsyncIterable<FileSystemHandle> =>
  (folder as unknown as Folder).values();
