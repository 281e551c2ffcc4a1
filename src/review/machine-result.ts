/** What the machine found in a run, as far as edits speak of it. Numbers are 1-based and of this run. */

import type { FacePart } from '../pipeline/match/match-faces.ts';

export interface MachineTrack {
  readonly track: number;
  readonly firstSeconds: number;
  readonly lastSeconds: number;
  /** Frames in which it was seen, ascending. */
  readonly frames: readonly number[];
  /** Its embedded faces. */
  readonly faces: readonly number[];
}

export interface MachineIdentity {
  readonly identity: number;
  readonly tracks: readonly number[];
  /** Of the cast, where the machine is sure. */
  readonly personId: string | null;
}

export interface MachineResult {
  readonly runId: string;
  readonly tracks: readonly MachineTrack[];
  readonly identities: readonly MachineIdentity[];
}

/** How tracks and faces of one run are found in another. */
export interface Counterparts {
  /** What has no counterpart is missing; a track may have become several. */
  readonly trackOf: ReadonlyMap<number, readonly number[]>;
  /** The time that goes with a face of the one run, by the clock of the other; what has none is missing. */
  readonly partOf: ReadonlyMap<number, FacePart>;
  /** Added to a time of the one run, it is the time in the other. */
  readonly shiftSeconds: number;
}
