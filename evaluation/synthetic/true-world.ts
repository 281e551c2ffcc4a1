import { type Appearance, motRow, textOf } from './appearance.ts';
import type { SeededRandom } from './seeded-random.ts';

const WIDTH = 640;
const HEIGHT = 360;
const FRAMES_PER_SECOND = 25;

/** A made-up clip: its true faces, and its ground-truth directory as file texts. */
export interface TrueWorld {
  readonly appearances: readonly Appearance[];
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Invents a clip of a few shots in which persons stand, drift out of the picture and sometimes turn away (then
 * they are doubtful), with a poster now and then.
 */
export function inventWorld(random: SeededRandom): TrueWorld {
  const persons = random.whole(2, 6);
  const shotCount = random.whole(1, 5);
  const appearances: Appearance[] = [];
  const shots = ['shot,start_frame,end_frame,start_s,end_s,transition_in,trans_start,trans_end'];
  let end = 0;
  let track = 0;
  for (let shot = 1; shot <= shotCount; shot++) {
    const start = end + 1;
    end += random.whole(8, 60);
    const transition = shot > 1 && random.chance(0.3) ? `dissolve,${start - 3},${start + 2}` : 'cut,,';
    shots.push(`${shot},${start},${end},,,${transition}`);
    for (let person = 1; person <= persons; person++) {
      if (random.chance(0.4)) continue;
      track++;
      appearances.push(...standing(random, { person, track, start, end }));
    }
    for (let frame = start; frame <= end; frame++) {
      if (!random.chance(0.1)) continue;
      const box = { left: 5, top: 300, width: 30, height: 40 };
      appearances.push({ frame, person: -1, track: -1, box, doubtful: true });
    }
  }
  const info = { width: WIDTH, height: HEIGHT, fps_num: FRAMES_PER_SECOND, fps_den: 1, frames: end };
  return {
    appearances,
    files: {
      'gt.txt': textOf(appearances.map((face) => motRow({ ...face, id: face.person }))),
      'tracks.txt': textOf(appearances.map((face) => motRow({ ...face, id: face.track }))),
      'shots.csv': textOf(shots),
      'seqinfo.json': JSON.stringify(info),
      'identities.json': JSON.stringify({ 1: { name: 'Ada' }, 2: { name: 'Ben' } }),
      'screentime.csv': textOf(trueSeconds(appearances, persons)),
    },
  };
}

/** One person through one shot. */
function standing(
  random: SeededRandom,
  span: { person: number; track: number; start: number; end: number },
): Appearance[] {
  const height = random.between(12, 130);
  const left = random.between(-10, WIDTH - 40);
  const top = random.between(-10, HEIGHT - 60);
  const speed = random.between(-2, 2);
  const turnsAwayAt = random.chance(0.3) ? random.whole(span.start, span.end) : Infinity;
  const faces: Appearance[] = [];
  for (let frame = span.start; frame <= span.end; frame++) {
    const box = { left: left + speed * (frame - span.start), top, width: 0.8 * height, height };
    const visible = box.left < WIDTH - 1 && box.left + box.width > 1;
    if (visible) faces.push({ frame, person: span.person, track: span.track, box, doubtful: frame >= turnsAwayAt });
  }
  return faces;
}

function trueSeconds(appearances: readonly Appearance[], persons: number): string[] {
  const rows = ['identity,name,seconds_face_visible,first_s,last_s,n_shots,seconds_incl_class2'];
  for (let person = 1; person <= persons; person++) {
    const faces = appearances.filter((face) => face.person === person);
    const sure = faces.filter((face) => !face.doubtful).length / FRAMES_PER_SECOND;
    rows.push(`${person},,${sure.toFixed(3)},,,,${(faces.length / FRAMES_PER_SECOND).toFixed(3)}`);
  }
  return rows;
}
