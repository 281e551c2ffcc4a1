/** A server, a storage and a clock for trying the sending of files: they fail when a test says so, and nobody waits. */
import { TRPCClientError } from '@trpc/client';
import type { SameContent, Upload } from '../../../server/contract/uploads.ts';
import { PartRefused } from './retry.ts';
import type { UploadWorld, WantedEpisode } from './upload-transport.ts';

const PART_BYTES = 10;

export function refusal(code: string, { retryable = false } = {}): TRPCClientError<never> {
  const failure = { code, message: `${code} was refused.`, retryable, fields: [], requestId: null };
  return new TRPCClientError(code, { result: { error: { data: { failure } } } } as never);
}

export function makeWorld() {
  const uploads = new Map<string, Upload>();
  /** Upload and part to its text, as the storage has it. */
  const stored = new Map<string, string>();
  const log: string[] = [];
  const waits: number[] = [];
  /** Called before a part is taken in; throwing refuses it. */
  let beforePart: (number: number, signal: AbortSignal) => Promise<void> = () => Promise.resolve();
  let complete: (upload: Upload) => Upload = (upload) => ({ ...upload, state: 'completed', videoId: 'video-1' });
  const duplicates: SameContent[] = [];
  /** Uploads that another tab has. */
  const elsewhere = new Set<string>();
  const episodes = new Set<string>();
  let nowMs = 0;
  const find = (id: string): Upload => {
    const upload = uploads.get(id);
    if (!upload) throw refusal('uploads.not-found');
    return upload;
  };
  const world: UploadWorld = {
    transport: {
      ensureEpisode: ({ showId, season, number }: WantedEpisode) => {
        const id = `${showId}-s${season}e${number}`;
        const isNew = !episodes.has(id);
        episodes.add(id);
        return Promise.resolve({ id, isNew });
      },
      begin: ({ episodeId, fileName, bytes, replace }) => {
        log.push(`begin ${fileName}${replace ? ' replacing' : ''}`);
        const id = `upload-${fileName}`;
        const made: Upload = uploads.get(id) ?? {
          id,
          episodeId,
          fileName,
          bytes,
          partBytes: PART_BYTES,
          partCount: Math.ceil(bytes / PART_BYTES),
          state: 'open',
          reason: null,
          createdBy: 'you',
          createdAt: '',
          expiresAt: '',
          videoId: null,
          parts: [],
        };
        uploads.set(id, made);
        return Promise.resolve({ ...made, duplicates });
      },
      get: (id) => Promise.resolve(find(id)),
      signPart: (id, { number, sha256 }) => Promise.resolve({ url: `${id}/${number}`, headers: { sha256 } }),
      async sendPart({ url, headers }, body, { signal, onSent }) {
        const [id = '', digits] = url.split('/');
        const number = Number(digits);
        signal.throwIfAborted();
        await beforePart(number, signal);
        const text = await body.text();
        if (headers['sha256'] !== `hash of ${text}`) throw new PartRefused(400);
        onSent(body.size);
        nowMs += 500;
        log.push(`part ${number}`);
        stored.set(url, text);
        const upload = find(id);
        const parts = [
          ...upload.parts.filter((part) => part.number !== number),
          { number, bytes: body.size, etag: 'e' },
        ];
        uploads.set(id, { ...upload, parts });
      },
      complete: (id) => {
        log.push('complete');
        const upload = complete(find(id));
        uploads.set(id, upload);
        return Promise.resolve(upload);
      },
      cancel: (id, withEmptyEpisode) => {
        log.push(`cancel ${id}${withEmptyEpisode ? ' with its episode' : ''}`);
        uploads.set(id, { ...find(id), state: 'cancelled' });
        return Promise.resolve();
      },
      video: () => Promise.resolve({ state: 'ready', reason: null }),
      duplicates: () => Promise.resolve([]),
      analyse: (episodeId, profile) => {
        log.push(`analyse ${episodeId} ${profile}`);
        return Promise.resolve('run-1');
      },
    },
    hash: async (piece) => `hash of ${await piece.text()}`,
    now: () => nowMs,
    sleep: (ms, signal) => {
      waits.push(ms);
      nowMs += ms;
      signal.throwIfAborted();
      return Promise.resolve();
    },
    claim: (id) => Promise.resolve(elsewhere.has(id) ? null : () => undefined),
    online: () => Promise.resolve(),
  };
  return {
    world,
    log,
    waits,
    uploads,
    elsewhere,
    episodes,
    text: (id: string) =>
      [...stored]
        .filter(([url]) => url.startsWith(`${id}/`))
        .sort(([left], [right]) => Number(left.split('/')[1]) - Number(right.split('/')[1]))
        .map(([, text]) => text)
        .join(''),
    beforePart: (act: typeof beforePart) => {
      beforePart = act;
    },
    onComplete: (act: typeof complete) => {
      complete = act;
    },
    sameContentAs: (episodeId: string) => {
      duplicates.push({ videoId: 'video-0', episodeId, fileName: 'old.mp4', bytes: 1 });
    },
  };
}
