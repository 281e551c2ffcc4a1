import { type Appearance, motRow, textOf } from './appearance.ts';
import type { SeededRandom } from './seeded-random.ts';

/**
 * What a poor program might make of the true faces, as file texts of a result directory: boxes shake, some are
 * missed or false or lie on ignore regions, tracks exchange ids and cross cuts, persons are split, merged or
 * left unassigned, and the seconds are off.
 */
export function spoil(appearances: readonly Appearance[], random: SeededRandom): Readonly<Record<string, string>> {
  const jitter = random.between(0, 0.25);
  const missed = random.between(0, 0.3);
  const exchanged = random.between(0, 0.02);
  const fates = new Map<number, Fate>();
  const identities: string[] = [];
  const tracks: string[] = [];
  const add = (face: { frame: number; box: Appearance['box'] }, ids: { identity: number; track: number }) => {
    identities.push(motRow({ ...face, id: ids.identity }));
    tracks.push(motRow({ ...face, id: ids.track }));
  };
  for (const { frame, person, track, box } of appearances) {
    const fate = fates.get(track) ?? fateOf({ person, track }, random);
    fates.set(track, fate);
    if (random.chance(exchanged)) fates.set(track, { ...fate, track: 900 + random.whole(0, 9) });
    if (random.chance(missed)) continue;
    const left = box.left + box.width * jitter * random.between(-2, 2);
    const top = box.top + box.height * jitter * random.between(-1, 1);
    add({ frame, box: { ...box, left, top } }, fate);
  }
  for (const frame of new Set(appearances.map((face) => face.frame))) {
    if (!random.chance(0.15)) continue;
    const onPoster = { left: 8, top: 302, width: 28, height: 36 };
    const anywhere = { left: random.between(0, 600), top: random.between(0, 300), width: 40, height: 50 };
    const identity = random.chance(0.2) ? -1 : random.whole(700, 702);
    add({ frame, box: random.chance(0.3) ? onPoster : anywhere }, { identity, track: 800 });
  }
  const seconds = [...new Set([...fates.values()].map((fate) => fate.identity))]
    .filter((identity) => identity >= 0)
    .map((identity) => `${identity},,${random.between(0.2, 5).toFixed(3)},0,0,1,1,0.9`);
  return {
    'identities.mot.txt': textOf(identities),
    'tracks.mot.txt': textOf(tracks),
    'screentime.csv': textOf([
      'identity,name,seconds,first_s,last_s,shots,tracks,confidence',
      ...seconds,
      ',unattributed,1.5,,,,,',
    ]),
  };
}

/** The ids that the boxes of one true track get. */
interface Fate {
  readonly identity: number;
  readonly track: number;
}

function fateOf({ person, track }: { person: number; track: number }, random: SeededRandom): Fate {
  const crossing = random.chance(0.3);
  const predictedTrack = crossing ? 500 + Math.abs(person) : 1000 + Math.abs(track);
  const kind = random.between(0, 1);
  if (kind < 0.6) return { identity: Math.abs(person), track: predictedTrack };
  if (kind < 0.8) return { identity: 100 + Math.abs(track), track: predictedTrack };
  if (kind < 0.9) return { identity: random.whole(1, 3), track: predictedTrack };
  return { identity: -1, track: predictedTrack };
}
