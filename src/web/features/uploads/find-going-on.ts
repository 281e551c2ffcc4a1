/** What was going on when the page was left, as the server and this browser remember it. */
import type { Upload } from '../../../server/contract/uploads.ts';
import { missingParts } from './send-file.ts';
import type { KnownItem } from './upload-item.ts';
import type { UploadRecord, UploadRecords } from './upload-records.ts';
import type { UploadWorld } from './upload-transport.ts';
import type { UploadWork } from './upload-work.ts';

interface GoingOn {
  readonly item: KnownItem;
  readonly work: Partial<UploadWork>;
}

/** @param open uploads that the server waits for. What another tab is at is left alone. */
export async function findGoingOn(
  { claim }: Pick<UploadWorld, 'claim'>,
  records: UploadRecords,
  open: readonly Upload[],
): Promise<GoingOn[]> {
  const known = new Map((await records.all()).map((record) => [record.uploadId, record]));
  const found: GoingOn[] = [];
  for (const record of known.values()) {
    const { uploadId } = record;
    if (open.some(({ id }) => id === uploadId)) continue;
    const letGo = await claim(uploadId);
    if (letGo === null) continue;
    if (record.videoId !== null) {
      found.push(beingChecked(record, letGo));
    } else {
      // Cancelled elsewhere, or nobody went on with it for too long.
      await records.delete(uploadId);
      letGo();
    }
  }
  for (const upload of open) {
    const letGo = await claim(upload.id);
    if (letGo !== null) found.push(begun(upload, known.get(upload.id), letGo));
  }
  return found;
}

function beingChecked({ uploadId, videoId, fileName, bytes, ...wish }: UploadRecord, letGo: () => void): GoingOn {
  const { episodeId, analyse } = wish;
  return {
    item: { state: 'checking', fileName, bytes, episodeId, analyse, sent: bytes },
    work: { uploadId, videoId, letGo },
  };
}

function begun(upload: Upload, record: UploadRecord | undefined, letGo: () => void): GoingOn {
  const { id: uploadId, fileName, bytes, episodeId } = upload;
  const { handle = null, lastModified = null, analyse = null, madeEpisode = false } = record ?? {};
  // Nothing of the file is needed any more. Who chose it on another machine goes on there.
  const isAllThere = record !== undefined && (upload.state === 'completing' || missingParts(upload).length === 0);
  const state = isAllThere ? 'waiting' : 'needs-file';
  return {
    item: { state, fileName, bytes, episodeId, sent: arrivedBytes(upload), analyse, hasHandle: handle !== null },
    work: { uploadId, madeEpisode, letGo, handle, lastModified, file: isAllThere ? new Blob() : null },
  };
}

export const arrivedBytes = (upload: Upload): number =>
  upload.bytes - missingParts(upload).reduce((bytes, { from, to }) => bytes + to - from, 0);
