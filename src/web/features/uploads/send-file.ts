/**
 * Sends a file in parts, some at a time, and has the server make a video of them. What has arrived before is not sent again;
 * stopping is aborting, and going on is calling it anew.
 */
import type { Upload } from '../../../server/contract/uploads.ts';
import { failureOf } from '../../lib/failure-of.ts';
import { withRetries } from './retry.ts';
import type { UploadWorld } from './upload-transport.ts';

/** Enough to fill the line while some are being hashed; a browser has six connections to a host, and the page needs some. */
const AT_A_TIME = 4;
/** The server joins the parts; asked again so often. */
const POLL_MS = 1_500;
/** Parts that the server finds damaged are sent again so many times. */
const MOST_ROUNDS = 3;

export interface FileToSend {
  readonly file: Blob;
  /** As the server knows it now. */
  readonly upload: Upload;
  readonly signal: AbortSignal;
  /** Bytes of the file that are there or on the way. */
  readonly onProgress: (sent: number) => void;
  /** All bytes are there. */
  readonly onArrived: () => void;
}

/** @returns the completed upload. @throws the signal's reason; what the API or the storage refused for good. */
export async function sendFile(world: UploadWorld, sending: FileToSend): Promise<Upload> {
  const { signal, onArrived } = sending;
  let { upload } = sending;
  for (let round = 1; ; round++) {
    if (upload.state === 'open') await sendMissing(world, { ...sending, upload });
    onArrived();
    try {
      return await completed(world, upload.id, signal);
    } catch (error) {
      if (failureOf(error).code !== 'uploads.bad-part' || round === MOST_ROUNDS) throw error;
      upload = await withRetries(world, signal, () => world.transport.get(upload.id));
    }
  }
}

export function missingParts({
  bytes,
  partBytes,
  partCount,
  parts,
}: Upload): { number: number; from: number; to: number }[] {
  const arrived = new Map(parts.map((part) => [part.number, part.bytes]));
  return Array.from({ length: partCount }, (_, index) => ({
    number: index + 1,
    from: index * partBytes,
    to: Math.min(bytes, (index + 1) * partBytes),
  })).filter(({ number, from, to }) => arrived.get(number) !== to - from);
}

async function sendMissing(world: UploadWorld, { file, upload, signal, onProgress }: FileToSend): Promise<void> {
  const missing = missingParts(upload);
  let there = upload.bytes - missing.reduce((bytes, { from, to }) => bytes + to - from, 0);
  const onTheWay = new Map<number, number>();
  const tell = () => onProgress([...onTheWay.values()].reduce((sum, bytes) => sum + bytes, there));
  tell();
  // One that fails for good stops the others.
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const sendNext = async (): Promise<void> => {
    for (let part = missing.shift(); part; part = missing.shift()) {
      const { number, from, to } = part;
      const body = file.slice(from, to);
      const onSent = (bytes: number) => {
        onTheWay.set(number, bytes);
        tell();
      };
      await withRetries(world, either, async () => {
        onSent(0);
        const sha256 = await world.hash(body);
        const signed = await world.transport.signPart(upload.id, { number, sha256 });
        await world.transport.sendPart(signed, body, { signal: either, onSent });
      });
      onTheWay.delete(number);
      there += to - from;
      tell();
    }
  };
  const senders = Array.from({ length: Math.min(AT_A_TIME, missing.length) }, sendNext);
  try {
    await Promise.all(senders);
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(senders);
    // What was on the way is lost.
    onTheWay.clear();
    tell();
    throw error;
  }
}

async function completed(world: UploadWorld, id: string, signal: AbortSignal): Promise<Upload> {
  let upload: Upload | undefined;
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    upload = await withRetries(world, signal, () => world.transport.complete(id));
    while (upload.state === 'completing') {
      await world.sleep(POLL_MS, signal);
      upload = await withRetries(world, signal, () => world.transport.get(id));
    }
    if (upload.state === 'completed') return upload;
    // Back to open: something went wrong after the answer. Asking again tells what, or mends it.
    if (upload.state !== 'open') break;
  }
  throw new Error(upload?.reason ?? `The upload is ${upload?.state}: begin it again.`);
}
