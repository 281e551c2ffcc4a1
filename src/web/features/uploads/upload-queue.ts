/**
 * Files on their way, one being sent at a time, while the next may already be put together and checked. It knows nothing of
 * pages, so it goes on whichever is shown.
 *
 * `waiting` → `sending` → `completing` → `checking` → `done`. Whoever stops it leaves `paused`; going on is `waiting` again. What was begun
 * before this page was loaded is `needs-file` until the file is there again.
 */
import type { Upload } from '../../../server/contract/uploads.ts';
import { failureOf } from '../../lib/failure-of.ts';
import { askToRead } from './file-handles.ts';
import { ListStore } from './list-store.ts';
import { withRetries } from './retry.ts';
import { missingParts, sendFile } from './send-file.ts';
import { SpeedMeter } from './speed-meter.ts';
import { takeIn } from './take-in.ts';
import type { UploadItem } from './upload-item.ts';
import type { UploadRecords } from './upload-records.ts';
import type { Profile, UploadWorld, WantedEpisode } from './upload-transport.ts';

export interface NewUpload {
  readonly file: File;
  readonly handle: FileSystemFileHandle | null;
  readonly episode: WantedEpisode;
  /** For showing before the episode is there. */
  readonly episodeId: string;
  readonly replace: boolean;
  readonly analyse: Profile | null;
  readonly sha256: string | undefined;
}

/** What pages need not know of an item. */
interface Work {
  readonly wanted: NewUpload | null;
  file: File | null;
  handle: FileSystemFileHandle | null;
  lastModified: number | null;
  uploadId: string | null;
  videoId: string | null;
  /** The person has seen that the content is there already and wants it all the same. */
  acceptsDuplicate: boolean;
  replace: boolean;
  stop: AbortController;
}

export class UploadQueue {
  readonly #world: UploadWorld;
  readonly #records: UploadRecords;
  readonly #list = new ListStore<UploadItem>();
  readonly #work = new Map<string, Work>();
  #keys = 0;

  constructor(world: UploadWorld, records: UploadRecords) {
    this.#world = world;
    this.#records = records;
  }

  readonly items = (): readonly UploadItem[] => this.#list.items();
  readonly subscribe = (listener: () => void): (() => void) => this.#list.subscribe(listener);

  add(wanted: NewUpload): void {
    const { file, handle, episodeId, analyse, replace } = wanted;
    this.#enter(
      { state: 'waiting', fileName: file.name, bytes: file.size, episodeId, analyse, hasHandle: handle !== null },
      { wanted, file, handle, replace, lastModified: file.lastModified },
    );
    this.#next();
  }

  /** Takes up what was going on when the page was left. @param open uploads that the server waits for. */
  async restore(open: readonly Upload[]): Promise<void> {
    for (const record of await this.#records.all()) {
      const upload = open.find(({ id }) => id === record.uploadId);
      if (this.#keyOf(record.uploadId) !== null || upload) continue;
      const { uploadId, fileName, bytes, episodeId, analyse, videoId } = record;
      if (videoId === null) {
        // Cancelled or completed elsewhere, or nobody went on with it for too long.
        await this.#records.delete(uploadId);
        continue;
      }
      const key = this.#enter(
        { state: 'checking', fileName, bytes, episodeId, analyse, sent: bytes },
        { uploadId, videoId },
      );
      void this.#watch(key, () => this.#check(key));
    }
    const records = new Map((await this.#records.all()).map((record) => [record.uploadId, record]));
    for (const upload of open) {
      if (this.#keyOf(upload.id) !== null) continue;
      const record = records.get(upload.id);
      this.#enter(
        {
          state: 'needs-file',
          fileName: upload.fileName,
          bytes: upload.bytes,
          episodeId: upload.episodeId,
          sent: arrivedBytes(upload),
          analyse: record?.analyse ?? null,
          hasHandle: record?.handle != null,
        },
        { uploadId: upload.id, handle: record?.handle ?? null, lastModified: record?.lastModified ?? null },
      );
    }
  }

  /** The upload that waits for this very file; null: none does. */
  waitingFor(file: File): UploadItem | null {
    return (
      this.items().find(
        ({ state, fileName, bytes }) => state === 'needs-file' && fileName === file.name && bytes === file.size,
      ) ?? null
    );
  }

  pause(key: string): void {
    const item = this.#item(key);
    if (item?.state !== 'sending' && item?.state !== 'waiting') return;
    this.#change(key, { state: 'paused', bytesPerSecond: null });
    this.#work.get(key)?.stop.abort(new Error('paused'));
    this.#next();
  }

  /** Goes on after a pause or a failure. */
  resume(key: string, { replace = false, acceptsDuplicate = false } = {}): void {
    const [item, work] = [this.#item(key), this.#work.get(key)];
    if (!item || !work || !['paused', 'failed', 'duplicate'].includes(item.state)) return;
    work.replace ||= replace;
    work.acceptsDuplicate ||= acceptsDuplicate;
    work.stop = new AbortController();
    if (work.videoId !== null) {
      this.#change(key, { state: 'checking', problem: null });
      void this.#watch(key, () => this.#check(key));
      return;
    }
    this.#change(key, { state: work.file ? 'waiting' : 'needs-file', problem: null, bytesPerSecond: null });
    this.#next();
  }

  /** Opens the file by the handle that the browser has kept. Only on a person's click: the browser may ask them. */
  async reopen(key: string): Promise<void> {
    const handle = this.#work.get(key)?.handle;
    if (!handle) return;
    try {
      if ((await askToRead(handle)) === 'denied') return;
      this.giveFile(key, await handle.getFile());
    } catch {
      this.#change(key, { hasHandle: false, problem: { code: 'uploads.file-gone', message: GONE } });
    }
  }

  /** The file of an upload that was begun before. */
  giveFile(key: string, file: File): void {
    const [item, work] = [this.#item(key), this.#work.get(key)];
    if (!item || !work || item.state !== 'needs-file') return;
    const isOther =
      file.name !== item.fileName ||
      file.size !== item.bytes ||
      (work.lastModified !== null && work.lastModified !== file.lastModified);
    if (isOther) {
      const message = `This is not the ${item.fileName} that was begun: choose that file, or cancel and upload this one anew.`;
      this.#change(key, { problem: { code: 'uploads.other-file', message } });
      return;
    }
    work.file = file;
    this.#change(key, { state: 'waiting', problem: null });
    this.#next();
  }

  /** Drops it here and on the server. What was completed stays. */
  async cancel(key: string): Promise<void> {
    const work = this.#work.get(key);
    if (!work) return;
    work.stop.abort(new Error('cancelled'));
    this.#change(key, { state: 'cancelled', bytesPerSecond: null });
    const { uploadId } = work;
    try {
      if (uploadId !== null) {
        await this.#world.transport.cancel(uploadId);
        await this.#records.delete(uploadId);
      }
      this.dismiss(key);
    } catch (error) {
      this.#fail(key, error);
    }
    this.#next();
  }

  /** Takes what has ended out of the list. */
  dismiss(key: string): void {
    this.#work.delete(key);
    this.#list.remove(key);
  }

  /** Has the next one sent, if none is. */
  #next(): void {
    const items = this.items();
    if (items.some(({ state }) => state === 'sending')) return;
    const next = items.find(({ state }) => state === 'waiting');
    if (next) void this.#watch(next.key, () => this.#send(next.key));
  }

  async #watch(key: string, run: () => Promise<void>): Promise<void> {
    const signal = this.#work.get(key)?.stop.signal;
    try {
      await run();
    } catch (error) {
      // Who stopped it has said what it is now.
      if (!signal?.aborted) this.#fail(key, error);
    }
    this.#next();
  }

  async #send(key: string): Promise<void> {
    const work = this.#work.get(key);
    const file = work?.file;
    if (!work || !file) return;
    this.#change(key, { state: 'sending', problem: null, bytesPerSecond: null });
    const { signal } = work.stop;
    const upload = await this.#begin(key, work);
    if (upload === null) return;
    const speed = new SpeedMeter();
    const completed = await sendFile(this.#world, {
      file,
      upload,
      signal,
      onProgress: (sent) => {
        speed.add({ atMs: this.#world.now(), bytes: sent });
        this.#change(key, { sent, bytesPerSecond: signal.aborted ? null : speed.bytesPerSecond });
      },
      onArrived: () => {
        this.#change(key, { state: 'completing', sent: file.size, bytesPerSecond: null });
        this.#next();
      },
    });
    work.videoId = completed.videoId;
    await this.#remember(key);
    this.#change(key, { state: 'checking' });
    await this.#check(key);
  }

  /** Null: the content is there already, and the person is asked. */
  async #begin(key: string, work: Work): Promise<Upload | null> {
    const { transport } = this.#world;
    const { signal } = work.stop;
    const { uploadId, wanted, file, replace } = work;
    if (uploadId !== null) return await withRetries(this.#world, signal, () => transport.get(uploadId));
    if (!wanted || !file) throw new Error('The file is missing: choose it again.');
    const episodeId = await withRetries(this.#world, signal, () => transport.ensureEpisode(wanted.episode));
    const { name: fileName, size: bytes, type: contentType } = file;
    const { sha256 } = wanted;
    const begun = await withRetries(this.#world, signal, () =>
      transport.begin({ episodeId, fileName, bytes, contentType, sha256, replace }),
    );
    work.uploadId = begun.id;
    this.#change(key, { episodeId, sent: arrivedBytes(begun), duplicates: begun.duplicates });
    await this.#remember(key);
    // Cancelled before there was anything to cancel on the server.
    if (!this.#work.has(key)) await transport.cancel(begun.id);
    signal.throwIfAborted();
    if (begun.duplicates.length > 0 && !work.acceptsDuplicate) {
      this.#change(key, { state: 'duplicate' });
      return null;
    }
    return begun;
  }

  /** Waits until the video has been looked at, then has it analysed where that is wanted. */
  async #check(key: string): Promise<void> {
    const [item, work] = [this.#item(key), this.#work.get(key)];
    if (!item || !work?.videoId) return;
    const { episodeId, analyse } = item;
    const { uploadId, videoId, stop } = work;
    const { problem, ...found } = await takeIn(this.#world, { episodeId, videoId, analyse, signal: stop.signal });
    this.#change(key, { state: problem === null ? 'done' : 'failed', problem, ...found });
    if (uploadId !== null) await this.#records.delete(uploadId);
  }

  async #remember(key: string): Promise<void> {
    const [item, work] = [this.#item(key), this.#work.get(key)];
    if (!item || !work || work.uploadId === null) return;
    const { uploadId, videoId, handle, lastModified } = work;
    const { episodeId, fileName, bytes, analyse } = item;
    const kept = { uploadId, videoId, handle, lastModified: lastModified ?? 0, episodeId, fileName, bytes, analyse };
    // A browser that keeps nothing only forgets the way on after a reload.
    await this.#records.put(kept).catch(() => undefined);
  }

  #fail(key: string, error: unknown): void {
    const work = this.#work.get(key);
    if (work && error instanceof DOMException) {
      work.file = null;
      this.#change(key, {
        state: 'needs-file',
        bytesPerSecond: null,
        problem: { code: 'uploads.file-gone', message: GONE },
      });
      return;
    }
    const { code, message } = failureOf(error);
    this.#change(key, { state: 'failed', bytesPerSecond: null, problem: { code, message } });
  }

  #enter(
    item: Partial<UploadItem> & Pick<UploadItem, 'state' | 'fileName' | 'bytes' | 'episodeId'>,
    work: Partial<Work>,
  ): string {
    const key = String(++this.#keys);
    this.#work.set(key, {
      wanted: null,
      file: null,
      handle: null,
      lastModified: null,
      uploadId: null,
      videoId: null,
      acceptsDuplicate: false,
      replace: false,
      stop: new AbortController(),
      ...work,
    });
    this.#list.add({ ...EMPTY, ...item, key });
    return key;
  }

  #item(key: string): UploadItem | undefined {
    return this.items().find((item) => item.key === key);
  }

  #keyOf(uploadId: string): string | null {
    for (const [key, work] of this.#work) if (work.uploadId === uploadId) return key;
    return null;
  }

  #change(key: string, change: Partial<UploadItem>): void {
    this.#list.change(key, change);
  }
}

const GONE =
  'The file can no longer be read: it was moved, changed or deleted, or the browser has lost the right to it. Choose it again.';

const EMPTY = {
  sent: 0,
  bytesPerSecond: null,
  problem: null,
  duplicates: [],
  analyse: null,
  runId: null,
  hasHandle: false,
} as const;

const arrivedBytes = (upload: Upload): number =>
  upload.bytes - missingParts(upload).reduce((bytes, { from, to }) => bytes + to - from, 0);
