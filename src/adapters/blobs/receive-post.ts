/** `POST` of a form with one file. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { BlobError } from './blob-error.ts';
import { announcedBytes, type BlobRequest, type BlobResponse, headerOf } from './blob-http.ts';
import type { LocalBlobStore } from './local-blob-store.ts';
import type { BlobInfo } from './port.ts';
import type { PostGrant } from './signed-url.ts';

/** What a form may need for its boundaries, headers and small fields. */
const FORM_BYTES = 64 * 1024;

/** The object is stored when the form is whole: a form that breaks off behind its file leaves nothing either. */
export async function receivePost(
  store: LocalBlobStore,
  grant: PostGrant,
  request: BlobRequest,
  signal?: AbortSignal,
): Promise<BlobResponse> {
  const { key, minBytes, maxBytes, contentType } = grant;
  if ((announcedBytes(request) ?? 0) > maxBytes + FORM_BYTES) {
    throw new BlobError('blobs.too-large', `${key} may have ${maxBytes} bytes at most: send a smaller file`);
  }
  const abortable = signal ? { signal } : {};
  const form = formParser(headerOf(request, 'content-type'), maxBytes);
  let storing: Promise<BlobInfo> | undefined;
  let content: BusboyFileStream | undefined;
  const parsing = new Promise<void>((resolve, reject) => {
    form.once('filesLimit', () => reject(badForm('it has two files: send one')));
    form.on('file', (name, file) => {
      // Its reader hears of a failure by itself; whoever has read it to the end need not.
      file.on('error', () => undefined);
      if (name !== 'file') {
        file.resume();
        reject(badForm('its file has another name: call it "file"'));
        return;
      }
      content = file;
      storing = store.receive(key, untilFormEnds(file, parsing), { contentType, minBytes, maxBytes, ...abortable });
      storing.catch(reject);
    });
    pipeline(Readable.from(request), form, abortable).then(resolve, (cause: unknown) =>
      reject(badForm('it cannot be read, or breaks off: send it again', cause)),
    );
  });
  try {
    await parsing;
    if (!storing) throw badForm('it has no file: add one called "file"');
    const { etag } = await storing;
    return { status: 204, headers: { ETag: `"${etag}"` }, body: null };
  } catch (error) {
    content?.destroy(error as Error);
    form.destroy();
    await storing?.catch(() => undefined);
    throw error;
  }
}

function formParser(contentType: string | undefined, maxBytes: number): BusboyInstance {
  if (!contentType?.startsWith('multipart/form-data'))
    throw badForm('it is none: send multipart/form-data with one file');
  try {
    const limits = { files: 1, fields: 20, fieldSize: FORM_BYTES, fileSize: maxBytes + 1 };
    return new Busboy({ headers: { 'content-type': contentType }, limits });
  } catch (cause) {
    throw badForm('its Content-Type has no boundary: let the browser set this header', cause);
  }
}

/** The file's bytes; it ends when the whole form has been read well. */
async function* untilFormEnds(file: BusboyFileStream, parsing: Promise<void>): AsyncIterable<Uint8Array> {
  yield* file as AsyncIterable<Uint8Array>;
  await parsing;
}

const badForm = (why: string, cause?: unknown): BlobError =>
  new BlobError('blobs.bad-request', `The form cannot be used: ${why}`, { cause });
