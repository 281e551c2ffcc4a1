/** How likely it is that an identity is two people, where it may be cut. */
import type { OutlierCut } from '../pipeline/cluster/separate-outliers.ts';
import type { QuestionInput } from './questions.ts';
import { afterSeenTogether, type SeenTogether } from './seen-together.ts';

interface CutKnowledge extends Pick<SeenTogether, 'twiceInOne'> {
  readonly probabilitySame: QuestionInput['probabilitySame'];
  /** Of a track. */
  readonly secondsOf: (track: number) => number;
}

/**
 * As likely as its parts are unlike, but the clustering is right more often than not. Parts that were in one frame are two
 * people, unless that is a mirror or a divided picture: then somebody put together what contradicts each other.
 */
export function weighCut(
  identity: number,
  { leaving, likeness }: Pick<OutlierCut, 'leaving' | 'likeness'>,
  { twiceInOne, probabilitySame, secondsOf }: CutKnowledge,
): QuestionInput['cuts'][number] {
  const goes = new Set(leaving);
  const across = (twiceInOne.get(identity) ?? []).filter(
    ({ tracks: [one, other] }) => goes.has(one) !== goes.has(other),
  );
  const together = across.length > 0 ? across.reduce((sum, { seconds }) => sum + seconds, 0) : undefined;
  const isOne = 1 - (1 - probabilitySame(likeness)) / 2;
  return {
    identity,
    tracks: leaving,
    seconds: leaving.reduce((sum, track) => sum + secondsOf(track), 0),
    probability: 1 - afterSeenTogether(isOne, together),
  };
}
