/** What `videos.thumbnails` answers. For as long as the router's type does not have it. */
import type { queryOptions } from '@tanstack/react-query';
import type { useTrpc } from '../../trpc.ts';

export interface Thumbnails {
  /** Picture `i` shows the frame nearest to `i` times this. */
  readonly intervalSeconds: number;
  /** Of one picture, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Pictures beside each other in a sheet. */
  readonly columns: number;
  readonly sheets: readonly { readonly url: string; readonly count: number }[];
  readonly count: number;
}

interface WithThumbnails {
  readonly thumbnails: {
    readonly queryOptions: (
      input: { episodeId: string },
      options: { retry: false },
    ) => ReturnType<typeof queryOptions<Thumbnails | null>>;
  };
}

export const thumbnailsQuery = (trpc: ReturnType<typeof useTrpc>, episodeId: string) =>
  (trpc.videos as unknown as WithThumbnails).thumbnails.queryOptions({ episodeId }, { retry: false });
