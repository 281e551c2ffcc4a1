import type { FaceTrack } from './records.ts';
import { measureScreenTime, type ScreenTimeInput } from './screen-time/screen-time.ts';

/** How long each track is visible by the rules of screen time, in seconds; 0 for a track that does not count. */
export function trackSeconds(
  context: Omit<ScreenTimeInput, 'tracks' | 'identities'>,
  tracks: readonly FaceTrack[],
): (track: number) => number {
  const alone = tracks.map(({ track }) => ({ identity: track, name: null, tracks: [track], confidence: 0 }));
  const { identities } = measureScreenTime({ ...context, tracks, identities: alone });
  const seconds = new Map(identities.map((row) => [row.identity, row.seconds as number]));
  return (track) => seconds.get(track) ?? 0;
}
