/** Loads what the next questions show, so that they are there at once. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReviewStateShape } from '../../../../server/contract/review.ts';
import type { ReviewQuestion } from '../../../../server/contract/review-questions.ts';
import { useTrpc } from '../../../trpc.ts';
import { SPAN_TRACKS } from './spans.tsx';

const COMING = 3;
const CROPS = 12;

export function useComingPictures(runId: string, coming: readonly ReviewQuestion[], state: ReviewStateShape): void {
  const trpc = useTrpc();
  const cache = useQueryClient();
  const next = coming.slice(0, COMING);
  const names = next.map(({ key }) => key).join('|');
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other questions have other pictures.
  useEffect(() => {
    const numbers = new Set(next.flatMap(({ identities }) => identities));
    const crops = state.identities
      .filter(({ number }) => numbers.has(number))
      .map(({ crops }) => crops.slice(0, CROPS));
    const urls = [...crops.flat(), ...next.flatMap(({ reason }) => reason ?? [])].map(({ url }) => url);
    for (const url of new Set(urls)) if (url !== null) new Image().src = url;
    for (const number of numbers) {
      void cache.prefetchQuery(trpc.review.tracks.queryOptions({ runId, of: number, limit: SPAN_TRACKS }));
    }
  }, [names]);
}
