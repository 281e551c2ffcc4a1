/** What each edit of a log speaks of, as sightings of the run it was made on. */
import { applyEdit } from '../../src/review/apply-edit.ts';
import type { EditBody, LoggedEdit } from '../../src/review/edit.ts';
import { currentIdentity, machineState } from '../../src/review/review-state.ts';
import type { Reviewable } from './read-reviewable.ts';
import { type Subjects, subjectsIn } from './subjects.ts';

export interface MomentsOfEdit {
  readonly edit: LoggedEdit;
  /** Frames are 0-based. */
  readonly moments: readonly { readonly track: number; readonly frame: number }[];
}

/** In order; identities consist of what they consisted of when the edit was made. */
export function momentsOfEdits(log: readonly LoggedEdit[], run: Reviewable): readonly MomentsOfEdit[] {
  const state = machineState(run.machine);
  return log.map((edit) => {
    const spoken = spokenOf(edit.body);
    const numbers = new Set(spoken.identities.flatMap((number) => currentIdentity(state, number)?.number ?? []));
    const subjects = numbers.size > 0 ? subjectsIn(run, state) : null;
    const isSpoken = (track: number, frame: number): boolean =>
      spoken.tracks.includes(track) ||
      (subjects !== null && numbers.has(ownerOf(subjects, track, frame))) ||
      (spoken.faces.length > 0 && spoken.faces.includes(nearestFace(run, track, frame)));
    const moments = run.evidence.tracks.flatMap(({ track, detections }) =>
      detections.filter(({ frame }) => isSpoken(track, frame)).map(({ frame }) => ({ track, frame: Number(frame) })),
    );
    applyEdit(state, edit);
    return { edit, moments };
  });
}

const ownerOf = (subjects: Subjects, track: number, frame: number): number => subjects.ownerAt(track, frame) ?? 0;

function nearestFace({ machine, frameOfFace }: Reviewable, track: number, frame: number): number {
  const faces = machine.tracks.find((each) => each.track === track)?.faces ?? [];
  const away = (face: number): number => Math.abs((frameOfFace.get(face) ?? 0) - frame);
  return faces.reduce((best, face) => (best === 0 || away(face) < away(best) ? face : best), 0);
}

function spokenOf(body: EditBody): Record<'identities' | 'tracks' | 'faces', readonly number[]> {
  const nothing = { identities: [], tracks: [], faces: [] };
  switch (body.kind) {
    case 'merge':
      return { ...nothing, identities: [body.into, ...body.from] };
    case 'different':
      return { ...nothing, identities: body.identities };
    case 'move-faces':
    case 'exclude-faces':
      return { ...nothing, faces: body.faces };
    case 'set-bounds':
      return { ...nothing, tracks: [body.track] };
    case 'assign-tracks':
    case 'split':
    case 'move-tracks':
    case 'not-a-face':
      return { ...nothing, tracks: body.tracks };
    default:
      return { ...nothing, identities: [body.identity] };
  }
}
