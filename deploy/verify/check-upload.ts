import { createHash } from 'node:crypto';
import { UserError } from '../../src/errors.ts';
import { episode } from '../../src/server/contract/episodes.ts';
import { begunUpload, signedParts, upload } from '../../src/server/contract/uploads.ts';
import { callApi } from './api-call.ts';
import type { SignedTarget } from './check-storage-cors.ts';
import { ask, type HttpTarget } from './http-client.ts';
import { type Patience, pollUntil } from './poll-until.ts';
import type { Finding } from './report.ts';
import type { TrialVideo } from './trial-video.ts';

/** The API probes the file, which for S3 means to fetch some of it. */
const CHECKED_WITHIN_S = 120;

export interface SentVideo {
  readonly episodeId: string;
  readonly video: TrialVideo;
  readonly signal: Patience['signal'];
}

/** A video goes to the storage in signed parts, as a browser sends it, and the API can read it. @returns where the last part went. */
export async function checkUpload(
  target: HttpTarget,
  { episodeId, video, signal }: SentVideo,
): Promise<Finding<SignedTarget>> {
  const { content, fileName } = video;
  const begin = { episodeId, fileName, bytes: content.length, contentType: 'video/mp4', sha256: hashOf(content) };
  const begun = await callApi(target, { method: 'POST', path: '/uploads', body: begin, shape: begunUpload });
  const startedAt = performance.now();
  let signed: SignedTarget = { url: target.baseUrl, headers: {} };
  for (let number = 1; number <= begun.partCount; number++) {
    const part = content.subarray((number - 1) * begun.partBytes, number * begun.partBytes);
    signed = await sendPart(target, begun.id, { number, part });
  }
  const seconds = (performance.now() - startedAt) / 1000;
  await callApi(target, { method: 'POST', path: `/uploads/${begun.id}/complete`, body: {}, shape: upload });
  const checked = await pollUntil(
    () => callApi(target, { path: `/episodes/${episodeId}`, shape: episode }),
    ({ video: found }) => found !== null && found.state !== 'checking',
    { seconds: CHECKED_WITHIN_S, signal },
  );
  const { state, reason, durationSeconds } = checked.video ?? { state: 'missing', reason: null, durationSeconds: null };
  if (state !== 'ready') throw new UserError('verify.bad-upload', `the video that was sent is ${state}: ${reason}`);
  const rate = (content.length / seconds / 1e6).toFixed(1);
  return {
    told: `${video.description}, ${durationSeconds} s, in ${begun.partCount} part(s) at ${rate} MB/s`,
    value: signed,
  };
}

async function sendPart(
  target: HttpTarget,
  uploadId: string,
  { number, part }: { readonly number: number; readonly part: Buffer },
): Promise<SignedTarget> {
  const path = `/uploads/${uploadId}/parts`;
  const parts = [{ number, sha256: hashOf(part) }];
  const { items } = await callApi(target, { method: 'POST', path, body: { parts }, shape: signedParts });
  const [item] = items;
  if (!item) throw new UserError('verify.no-url', `part ${number} got no URL.`);
  const { status, text } = await ask(target, { method: 'PUT', to: item.url, headers: item.headers, body: part });
  if (status === 200) return item;
  const message = `part ${number} was refused by ${new URL(item.url).origin}: ${status} ${text.slice(0, 200)}`;
  throw new UserError('verify.part-refused', message);
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
