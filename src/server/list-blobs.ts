import type { BlobStore, ListedBlob } from '../adapters/blobs/port.ts';

/** All objects under a prefix, page by page. */
export async function* listBlobs(blobs: Pick<BlobStore, 'list'>, prefix: string): AsyncGenerator<ListedBlob> {
  let cursor: string | undefined;
  do {
    const page = await blobs.list(prefix, cursor === undefined ? {} : { cursor });
    yield* page.blobs;
    cursor = page.cursor;
  } while (cursor !== undefined);
}
