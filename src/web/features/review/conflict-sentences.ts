/** What does not fit together, and what to do about it. */
import type { LoggedEditShape, ReviewConflict } from '../../../server/contract/review.ts';
import { count, list, sentenceOf } from './edit-sentences.ts';
import type { Names } from './identity-names.ts';

export interface ConflictWords {
  readonly what: string;
  readonly remedy: string;
}

/** @param edits by id, as far as they are read. */
export function conflictWords(
  conflict: ReviewConflict,
  names: Names,
  edits: ReadonlyMap<string, LoggedEditShape>,
): ConflictWords {
  const [later, earlier] = conflict.edits.map((id) => saying(edits.get(id), names));
  const people = list(conflict.identities.map(names.identity));
  const tracks = `tracks ${conflict.tracks.join(' and ')}`;
  switch (conflict.kind) {
    case 'no-target':
      return {
        what: `${later ?? 'An edit'} has no effect: what it speaks of is no longer there.`,
        remedy: 'Redo the edit that made it, or undo this one and say it anew.',
      };
    case 'locked':
      return {
        what: `${later ?? 'An edit'} has no effect: ${people || 'what it would change'} is locked.`,
        remedy: 'Unlock it, undo this edit and make it again, or leave it locked and undo this edit.',
      };
    case 'unmatched':
      return {
        what: `${later ?? 'An edit'}, made in an earlier run, finds nothing in this run that it could be about.`,
        remedy: 'Say it anew of what this run has found, then undo this one. It is kept until then.',
      };
    case 'overrules':
      return {
        what: `${later ?? 'An edit'} says something else than ${earlier ?? 'an earlier one'}. The later one counts.`,
        remedy: 'Undo the one that is wrong.',
      };
    case 'twice-in-a-frame':
      return {
        what: `${people || 'One person'} is in two places of one frame${conflict.tracks.length > 0 ? ` (${tracks})` : ''}.`,
        remedy:
          'One of them is somebody else: split that track off, or say that it is no face. In a mirror or a divided picture it may be one person.',
      };
    case 'told-apart':
      return {
        what: `${people} ${conflict.identities.length > 1 ? 'are one person' : 'holds two people'} now, though somebody has said that they are different.`,
        remedy: 'Split them, or undo who said so.',
      };
    case 'never':
      return {
        what: `${people} holds ${conflict.tracks.length > 0 ? count(conflict.tracks.length, 'track') : 'tracks'} of which somebody has said that they never show this person.`,
        remedy: 'Split these tracks off, or undo who said never.',
      };
  }
}

function saying(edit: LoggedEditShape | undefined, names: Names): string | undefined {
  if (!edit) return;
  const what = edit.body === null ? 'an edit' : `“${sentenceOf(edit.body, names)}”`;
  return `${what} (${edit.author.name})`;
}
