import { solveAssignment } from '../../src/pipeline/geometry/assignment.ts';
import { framesById } from './frames-by-id.ts';
import type { MatchedFrame } from './match-boxes.ts';

export interface PersonSeconds {
  readonly person: number;
  /** Empty when the ground truth gives none. */
  readonly name: string;
  /** Seconds in which the face is surely visible. */
  readonly trueSeconds: number;
  /** The same plus doubtful stretches; every figure between the two is right. Equal to `trueSeconds` for counted boxes. */
  readonly upperSeconds: number;
  /** The predicted identity paired with this person; null when none is. */
  readonly identity: number | null;
  /** 0 for a person without an identity. */
  readonly predictedSeconds: number;
  /** Predicted minus true: negative = too little; 0 anywhere between true and upper. */
  readonly errorSeconds: number;
}

export interface ScreenTimeScore {
  /** By falling true seconds. */
  readonly persons: readonly PersonSeconds[];
  readonly trueSeconds: number;
  /** Sum of the persons' absolute errors over the sum of their true seconds, in percent; 0 without persons. */
  readonly errorPercent: number;
  /** Predicted identities that belong to no person, and their seconds. */
  readonly extraIdentities: number;
  readonly extraSeconds: number;
  /** The error with the seconds of the extra identities added, in percent. */
  readonly errorWithExtraPercent: number;
}

/**
 * How far predicted seconds per person are from the true ones. Persons and identities are paired one-to-one so that
 * the frames in which their boxes match are most; negative ids are nobody.
 *
 * @param clock.secondsPerFrame turns counted frames into seconds.
 * @param reported the program's own seconds per identity instead of counted frames. These include doubtful
 * stretches, so then any figure up to `upperSeconds` of the person is right.
 */
export function scoreScreenTime(
  frames: readonly MatchedFrame[],
  clock: { readonly secondsPerFrame: number; readonly names?: ReadonlyMap<number, string> },
  reported?: {
    readonly seconds: ReadonlyMap<number, number>;
    readonly upperSeconds: ReadonlyMap<number, number>;
  },
): ScreenTimeScore {
  const personFrames = framesById(frames, 'truth');
  const identityFrames = framesById(frames, 'predicted');
  const identities = [...identityFrames.keys()].filter((id) => id >= 0).sort((a, b) => a - b);
  const byId = [...personFrames.keys()].sort((a, b) => a - b);
  const partner = pairById(frames, byId, identities);
  const secondsOf = (identity: number) =>
    reported?.seconds.get(identity) ?? (identityFrames.get(identity) ?? 0) * clock.secondsPerFrame;

  const persons = byId.map((person): PersonSeconds => {
    const trueSeconds = (personFrames.get(person) ?? 0) * clock.secondsPerFrame;
    const upperSeconds = Math.max(trueSeconds, reported?.upperSeconds.get(person) ?? 0);
    const identity = partner.get(person) ?? null;
    const predictedSeconds = identity === null ? 0 : secondsOf(identity);
    const errorSeconds =
      predictedSeconds < trueSeconds ? predictedSeconds - trueSeconds : Math.max(0, predictedSeconds - upperSeconds);
    const name = clock.names?.get(person) ?? '';
    return { person, name, trueSeconds, upperSeconds, identity, predictedSeconds, errorSeconds };
  });
  persons.sort((a, b) => b.trueSeconds - a.trueSeconds);

  const paired = new Set(partner.values());
  const extra = identities.filter((id) => !paired.has(id));
  const extraSeconds = sum(extra.map(secondsOf));
  const trueSeconds = sum(persons.map((person) => person.trueSeconds));
  const error = sum(persons.map((person) => Math.abs(person.errorSeconds)));
  const percent = (value: number) => (trueSeconds > 0 ? (100 * value) / trueSeconds : 0);
  return {
    persons,
    trueSeconds,
    errorPercent: percent(error),
    extraIdentities: extra.length,
    extraSeconds,
    errorWithExtraPercent: percent(error + extraSeconds),
  };
}

/** Person → identity for the pairs that share at least one matched frame. */
function pairById(
  frames: readonly MatchedFrame[],
  persons: readonly number[],
  identities: readonly number[],
): Map<number, number> {
  const shared = new Map<string, number>();
  for (const { matches } of frames) {
    // A set: two boxes of the same pair in one frame are still one frame.
    for (const key of new Set(matches.map(({ truth, predicted }) => `${truth.id} ${predicted.id}`))) {
      shared.set(key, (shared.get(key) ?? 0) + 1);
    }
  }
  const cost = persons.map((person) => identities.map((identity) => -(shared.get(`${person} ${identity}`) ?? 0)));
  const partner = new Map<number, number>();
  for (const { row, column } of solveAssignment(cost)) {
    const person = persons[row];
    const identity = identities[column];
    if (person !== undefined && identity !== undefined && (cost[row]?.[column] ?? 0) < 0) partner.set(person, identity);
  }
  return partner;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
