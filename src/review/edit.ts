/**
 * What people say about a run, as it is kept in the log. Tracks, faces and identities have the numbers that the author saw.
 * An identity that an edit makes gets a number of its own, see `newIdentityOf`.
 */

/** Where tracks or faces go: to an identity, to a new one, or to nobody. */
export type Destination = number | 'new' | 'unassigned';

/** Somebody who is not asked about: passers-by count as unattributed; pictures of people are nobody's screen time. */
export type IgnoredAs = 'extra' | 'poster' | 'screen';

export type EditBody =
  /** It is this person, or surely nobody of the cast. Tracks that are named leave their identity for it. */
  | { readonly kind: 'assign'; readonly identity: number; readonly personId: string | null }
  | { readonly kind: 'assign-tracks'; readonly tracks: readonly number[]; readonly personId: string | null }
  /** Nobody knows who it is, whatever the machine thinks. */
  | { readonly kind: 'unassign'; readonly identity: number }
  /** A word for somebody who is not in the cast; null takes it away. */
  | { readonly kind: 'rename'; readonly identity: number; readonly name: string | null }
  | { readonly kind: 'merge'; readonly into: number; readonly from: readonly number[] }
  /** These tracks are somebody else than the rest of their identity. */
  | { readonly kind: 'split'; readonly identity: number; readonly tracks: readonly number[] }
  | { readonly kind: 'move-tracks'; readonly tracks: readonly number[]; readonly to: Destination }
  /** With a face goes the part of its track that is nearer to it than to other faces. */
  | { readonly kind: 'move-faces'; readonly faces: readonly number[]; readonly to: Destination }
  /** Nobody is to be recognised by these faces. Seconds stay. */
  | { readonly kind: 'exclude-faces'; readonly faces: readonly number[] }
  /** No face at all: their time counts for nobody. */
  | { readonly kind: 'not-a-face'; readonly tracks: readonly number[] }
  /** Never this person: sticks to the tracks wherever they go. */
  | { readonly kind: 'reject'; readonly identity: number; readonly personId: string }
  /** Two people, also when they are alike. */
  | { readonly kind: 'different'; readonly identities: readonly [number, number] }
  /** All its tracks are one person's, whoever that is. */
  | { readonly kind: 'one-person'; readonly identity: number }
  /** It is who it is said to be. */
  | { readonly kind: 'confirm'; readonly identity: number; readonly personId: string }
  /** Nothing else changes it until it is unlocked. */
  | { readonly kind: 'lock'; readonly identity: number; readonly locked: boolean }
  | { readonly kind: 'ignore'; readonly identity: number; readonly as: IgnoredAs | null }
  /** When a track is on screen, inside its shot. */
  | {
      readonly kind: 'set-bounds';
      readonly track: number;
      readonly firstSeconds: number;
      readonly lastSeconds: number;
    };

interface Logged {
  readonly id: string;
  /** 1-based place in the log of the episode. */
  readonly seq: number;
  readonly author: string;
}

/** An edit of the run its author was looking at. */
export interface LoggedEdit extends Logged {
  readonly runId: string;
  readonly body: EditBody;
}

/** Takes back an edit, or another undo: to redo is to undo the undo. */
export interface LoggedUndo extends Logged {
  readonly undoes: string;
}

export type LogEntry = LoggedEdit | LoggedUndo;

export const isUndo = (entry: LogEntry): entry is LoggedUndo => 'undoes' in entry;

/** Edits that count, in order: not undone, or undone and done again. */
export function standingEdits(log: readonly LogEntry[]): readonly LoggedEdit[] {
  const undone = undoneEntries(log);
  return log.filter((entry): entry is LoggedEdit => !isUndo(entry) && !undone.has(entry.id));
}

/** Ids of edits and undos that are taken back. An undo comes after what it undoes, and may be undone itself. */
export function undoneEntries(log: readonly LogEntry[]): ReadonlySet<string> {
  const undone = new Set<string>();
  for (let index = log.length - 1; index >= 0; index -= 1) {
    const entry = log[index];
    if (entry && isUndo(entry) && !undone.has(entry.id)) undone.add(entry.undoes);
  }
  return undone;
}
