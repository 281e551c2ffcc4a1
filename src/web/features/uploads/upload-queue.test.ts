import { describe, expect, it } from 'vitest';
import { makeWorld, refusal } from './made-up-world.test-support.ts';
import { PartRefused } from './retry.ts';
import type { UploadItem } from './upload-item.ts';
import { UploadQueue } from './upload-queue.ts';
import { memoryRecords } from './upload-records.ts';
import type { NewUpload } from './upload-work.ts';

const TEXT = 'The quick brown fox jumps over the lazy dog.';
const EPISODE = { showId: 'fox', showTitle: 'Fox', season: 1, number: 2, title: null, airDate: null };

const fileOf = (name: string, text = TEXT): File => new File([text], name, { type: 'video/mp4', lastModified: 7 });
const wanted = (name: string, changes: Partial<NewUpload> = {}): NewUpload => ({
  file: fileOf(name),
  handle: null,
  episode: EPISODE,
  episodeId: 'fox-s01e02',
  replace: false,
  analyse: null,
  sha256: undefined,
  ...changes,
});

function makeQueue(records = memoryRecords()) {
  const made = makeWorld();
  const queue = new UploadQueue(made.world, records);
  return { ...made, queue, records };
}

/** When an item is in that state. */
const reached = (queue: UploadQueue, state: UploadItem['state'], place = 0): Promise<UploadItem> =>
  new Promise((resolve) => {
    const look = () => {
      const item = queue.items()[place];
      if (item?.state !== state) return;
      forget();
      resolve(item);
    };
    const forget = queue.subscribe(look);
    look();
  });

/** Parts from this number on wait until they are stopped. */
const holdFrom =
  (first: number) =>
  (number: number, signal: AbortSignal): Promise<void> =>
    number < first
      ? Promise.resolve()
      : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

describe('an upload', () => {
  it('arrives whole, is checked and analysed', async () => {
    const { queue, text, log } = makeQueue();
    queue.add(wanted('a.mp4', { analyse: 'fast' }));
    const item = await reached(queue, 'done');
    expect(text('upload-a.mp4')).toBe(TEXT);
    expect(item).toMatchObject({ sent: TEXT.length, runId: 'run-1', episodeId: 'fox-s1e2' });
    expect(log.at(-1)).toBe('analyse fox-s1e2 fast');
  });

  it('sends a part again that is refused, after growing waits', async () => {
    const { queue, text, waits, beforePart } = makeQueue();
    let refusals = 3;
    beforePart((number) => (number === 2 && refusals-- > 0 ? Promise.reject(new PartRefused(503)) : Promise.resolve()));
    queue.add(wanted('a.mp4'));
    await reached(queue, 'done');
    expect(text('upload-a.mp4')).toBe(TEXT);
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  it('gives up in the end, and goes on from there when asked to', async () => {
    const { queue, text, log, beforePart } = makeQueue();
    beforePart((number) => (number === 5 ? Promise.reject(new PartRefused(0)) : Promise.resolve()));
    queue.add(wanted('a.mp4'));
    expect((await reached(queue, 'failed')).problem?.message).toContain('does not answer');
    beforePart(() => Promise.resolve());
    log.length = 0;
    queue.resume('1');
    await reached(queue, 'done');
    expect(log).toEqual(['part 5', 'complete']);
    expect(text('upload-a.mp4')).toBe(TEXT);
  });

  it('does not try again what is refused for good', async () => {
    const { queue, waits, world } = makeQueue();
    world.transport.begin = () => Promise.reject(refusal('videos.exists'));
    queue.add(wanted('a.mp4'));
    expect((await reached(queue, 'failed')).problem?.code).toBe('videos.exists');
    expect(waits).toEqual([]);
  });

  it('replaces a video once the person has said so', async () => {
    const { queue, log, world } = makeQueue();
    const { begin } = world.transport;
    world.transport.begin = (upload) => (upload.replace ? begin(upload) : Promise.reject(refusal('videos.exists')));
    queue.add(wanted('a.mp4'));
    await reached(queue, 'failed');
    queue.resume('1', { replace: true });
    await reached(queue, 'done');
    expect(log[0]).toBe('begin a.mp4 replacing');
  });

  it('sends parts again that the server finds damaged', async () => {
    const { queue, uploads, onComplete, log } = makeQueue();
    let isFirst = true;
    onComplete((upload) => {
      if (!isFirst) return { ...upload, state: 'completed', videoId: 'v' };
      isFirst = false;
      uploads.set(upload.id, { ...upload, parts: upload.parts.filter(({ number }) => number !== 3) });
      throw refusal('uploads.bad-part');
    });
    queue.add(wanted('a.mp4'));
    await reached(queue, 'done');
    expect(log.slice(-3)).toEqual(['complete', 'part 3', 'complete']);
  });

  it('waits for a server that takes its time, and tells why it failed', async () => {
    const { queue, uploads, onComplete, waits, world } = makeQueue();
    onComplete((upload) => ({ ...upload, state: 'completing' }));
    const { get } = world.transport;
    world.transport.get = async (id) => {
      const upload = await get(id);
      if (waits.length > 2) uploads.set(id, { ...upload, state: 'failed', reason: 'The disk is full.' });
      return await get(id);
    };
    queue.add(wanted('a.mp4'));
    expect((await reached(queue, 'failed')).problem?.message).toBe('The disk is full.');
  });
});

describe('a person', () => {
  it('pauses and goes on; what has arrived is not sent again', async () => {
    const { queue, log, text, beforePart } = makeQueue();
    beforePart(holdFrom(4));
    queue.add(wanted('a.mp4'));
    await new Promise<void>((resolve) => queue.subscribe(() => log.includes('part 3') && resolve()));
    queue.pause('1');
    expect(queue.items()[0]?.state).toBe('paused');
    beforePart(() => Promise.resolve());
    log.length = 0;
    queue.resume('1');
    await reached(queue, 'done');
    expect(log).not.toContain('part 1');
    expect(text('upload-a.mp4')).toBe(TEXT);
  });

  it('cancels: the server forgets it, and the next one is sent', async () => {
    const { queue, log, beforePart, records } = makeQueue();
    beforePart(holdFrom(2));
    queue.add(wanted('a.mp4'));
    queue.add(wanted('b.mp4'));
    await new Promise<void>((resolve) => queue.subscribe(() => log.includes('part 1') && resolve()));
    expect(queue.items().map(({ state }) => state)).toEqual(['sending', 'waiting']);
    beforePart(() => Promise.resolve());
    await queue.cancel('1');
    await reached(queue, 'done');
    expect(log).toContain('cancel upload-a.mp4 with its episode');
    expect(await records.all()).toEqual([]);
  });

  it('cancels what is there already: no episode stays that was made for it', async () => {
    const { queue, log, sameContentAs, episodes } = makeQueue();
    sameContentAs('fox-s01e01');
    queue.add(wanted('a.mp4'));
    await reached(queue, 'duplicate');
    await queue.cancel('1');
    expect(log).toEqual(['begin a.mp4', 'cancel upload-a.mp4 with its episode']);
    // One that was there before is none of its business.
    log.length = 0;
    queue.add(wanted('b.mp4'));
    await reached(queue, 'duplicate');
    await queue.cancel('2');
    expect(episodes).toEqual(new Set(['fox-s1e2']));
    expect(log).toEqual(['begin b.mp4', 'cancel upload-b.mp4']);
  });

  it('cancels what the server does not know any more', async () => {
    const { queue, world, sameContentAs } = makeQueue();
    sameContentAs('fox-s01e01');
    world.transport.cancel = () => Promise.reject(refusal('uploads.not-found'));
    queue.add(wanted('a.mp4'));
    await reached(queue, 'duplicate');
    await queue.cancel('1');
    expect(queue.items()).toEqual([]);
  });

  it('is asked when the content is there already', async () => {
    const { queue, log, sameContentAs } = makeQueue();
    sameContentAs('fox-s01e01');
    queue.add(wanted('a.mp4'));
    expect((await reached(queue, 'duplicate')).duplicates[0]?.episodeId).toBe('fox-s01e01');
    expect(log).toEqual(['begin a.mp4']);
    queue.resume('1', { acceptsDuplicate: true });
    await reached(queue, 'done');
    expect(log).toContain('part 1');
  });
});

describe('after a reload', () => {
  async function interrupted() {
    const before = makeQueue();
    before.beforePart(holdFrom(3));
    before.queue.add(wanted('a.mp4', { analyse: 'accurate' }));
    await new Promise<void>((resolve) => before.queue.subscribe(() => before.log.includes('part 2') && resolve()));
    // The old page is gone; the server and what the browser keeps are the same.
    before.queue.pause('1');
    before.beforePart(() => Promise.resolve());
    before.log.length = 0;
    const queue = new UploadQueue(before.world, before.records);
    await queue.restore([...before.uploads.values()]);
    return { ...before, queue };
  }

  it('waits for the file, sends the missing parts, and still knows what was wished', async () => {
    const { queue, log, text } = await interrupted();
    expect(queue.items()[0]).toMatchObject({ state: 'needs-file', sent: 20, analyse: 'accurate' });
    const file = fileOf('a.mp4');
    expect(queue.waitingFor(file)?.key).toBe('1');
    queue.giveFile('1', file);
    await reached(queue, 'done');
    expect(text('upload-a.mp4')).toBe(TEXT);
    expect(log.toSorted()).toEqual(['analyse fox-s1e2 accurate', 'complete', 'part 3', 'part 4', 'part 5']);
  });

  it('refuses another file, also one that was changed since', async () => {
    const { queue } = await interrupted();
    queue.giveFile('1', new File([TEXT], 'a.mp4', { lastModified: 8 }));
    expect(queue.items()[0]).toMatchObject({ state: 'needs-file', problem: { code: 'uploads.other-file' } });
  });

  it('leaves alone what another tab is at', async () => {
    const { world, records, uploads, elsewhere } = await interrupted();
    elsewhere.add('upload-a.mp4');
    const queue = new UploadQueue(world, records);
    await queue.restore([...uploads.values()]);
    expect(queue.items()).toEqual([]);
  });

  it('needs no file where all has arrived', async () => {
    const { world, records, uploads, log } = await interrupted();
    const [upload] = uploads.values();
    const parts = Array.from({ length: 5 }, (_, index) => ({
      number: index + 1,
      bytes: index === 4 ? 4 : 10,
      etag: 'e',
    }));
    uploads.set(upload!.id, { ...upload!, parts });
    const queue = new UploadQueue(world, records);
    await queue.restore([...uploads.values()]);
    await reached(queue, 'done');
    expect(log).toEqual(['complete', 'analyse fox-s1e2 accurate']);
  });

  it('goes on waiting for the check, and analyses then', async () => {
    const { records, world, log } = makeQueue();
    const kept = {
      uploadId: 'u',
      episodeId: 'fox-s01e02',
      fileName: 'a.mp4',
      bytes: 44,
      lastModified: 7,
      handle: null,
    };
    await records.put({ ...kept, analyse: 'balanced', videoId: 'v' });
    const queue = new UploadQueue(world, records);
    await queue.restore([]);
    expect(queue.items()[0]?.state).toBe('checking');
    await reached(queue, 'done');
    expect(log).toEqual(['analyse fox-s01e02 balanced']);
    expect(await records.all()).toEqual([]);
  });
});
