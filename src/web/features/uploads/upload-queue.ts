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
import { arrivedBytes, findGoingOn } from './find-going-on.ts';
import { ListStore } from './list-store.ts';
import { withRetries } from './retry.ts';
import { sendFile } from './send-file.ts';
import { SpeedMeter } from './speed-meter.ts';
import { takeIn } from './take-in.ts';
import { type KnownItem, newItem, type UploadItem } from './upload-item.ts';
import type { UploadRecords } from './upload-records.ts';
import type { UploadWorld } from './upload-transport.ts';
import { type NewUpload, newWork, type UploadWork } from './upload-work.ts';

export class UploadQueue {
  readonly #world: UploadWorld;
  readonly #records: UploadRecords;
  readonly #list = new ListStore<UploadItem>();
  readonly #work = new Map<string, UploadWork>();
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
    const isNew = ({ id }: Upload) => this.#keyOf(id) === null;
    for (const { item, work } of await findGoingOn(this.#world, this.#records, open.filter(isNew))) {
      if (work.uploadId != null && this.#keyOf(work.uploadId) !== null) continue;
      const key = this.#enter(item, work);
      if (item.state === 'checking') void this.#watch(key, () => this.#check(key));
    }
    this.#next();
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
    work.lastModified = file.lastModified;
    this.#change(key, { state: 'waiting', problem: null });
    this.#next();
  }

  /** Drops it here and on the server. What was completed stays. */
  async cancel(key: string): Promise<void> {
    const work = this.#work.get(key);
    if (!work) return;
    work.stop.abort(new Error('cancelled'));
    this.#change(key, { state: 'cancelled', bytesPerSecond: null });
    const { uploadId, madeEpisode } = work;
    try {
      if (uploadId !== null) {
        await this.#world.transport.cancel(uploadId, madeEpisode).catch((error: unknown) => {
          if (failureOf(error).code !== 'uploads.not-found') throw error;
        });
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
    this.#work.get(key)?.letGo?.();
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
        this.#change(key, { state: 'completing', sent: upload.bytes, bytesPerSecond: null });
        this.#next();
      },
    });
    work.videoId = completed.videoId;
    await this.#remember(key);
    this.#change(key, { state: 'checking' });
    await this.#check(key);
  }

  /** Null: the content is there already, and the person is asked. */
  async #begin(key: string, work: UploadWork): Promise<Upload | null> {
    const { transport } = this.#world;
    const { signal } = work.stop;
    const { uploadId, wanted, replace } = work;
    if (uploadId !== null) return await withRetries(this.#world, signal, () => transport.get(uploadId));
    if (!wanted) throw new Error('The file is missing: choose it again.');
    const { file, sha256 } = wanted;
    const { id: episodeId, isNew } = await withRetries(this.#world, signal, () =>
      transport.ensureEpisode(wanted.episode),
    );
    work.madeEpisode ||= isNew;
    const { name: fileName, size: bytes, type: contentType } = file;
    const begun = await withRetries(this.#world, signal, () =>
      transport.begin({ episodeId, fileName, bytes, contentType, sha256, replace }),
    );
    work.letGo ??= await this.#world.claim(begun.id);
    if (work.letGo === null) throw new Error(`${fileName} is being uploaded in another tab: wait for it there.`);
    work.uploadId = begun.id;
    this.#change(key, { episodeId, sent: arrivedBytes(begun), duplicates: begun.duplicates });
    await this.#remember(key);
    // Cancelled before there was anything to cancel on the server.
    if (!this.#work.has(key)) await transport.cancel(begun.id, work.madeEpisode);
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
    const { uploadId, madeEpisode, videoId, handle, lastModified } = work;
    const { episodeId, fileName, bytes, analyse } = item;
    const ofFile = { episodeId, madeEpisode, fileName, bytes, lastModified: lastModified ?? 0, handle };
    const kept = { uploadId, videoId, analyse, ...ofFile };
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

  #enter(item: KnownItem, work: Partial<UploadWork>): string {
    const key = String(++this.#keys);
    this.#work.set(key, newWork(work));
    this.#list.add(newItem(key, item));
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
