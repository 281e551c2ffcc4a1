/**
 * Reviewing a run: what people say about it, as a log, and what follows. Tracks, faces and identities have the numbers of the
 * run; an identity that an edit makes has a number above those of the machine.
 */
import { z } from 'zod';
import { instant, uuid } from './ids.ts';
import { pageOf, pageRequest } from './paging.ts';

const number = z.int().min(1);
/** As many tracks or faces as one edit may name. */
const MOST_NAMED = 20_000;
const numbers = z.array(number).min(1).max(MOST_NAMED);
const time = z.number().min(0);
const destination = z.union([number, z.enum(['new', 'unassigned'])]);

/** What each kind means stands in `src/review/edit.ts`. */
export const editBody = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('assign'), identity: number, personId: uuid.nullable() }),
    z.object({ kind: z.literal('assign-tracks'), tracks: numbers, personId: uuid.nullable() }),
    z.object({ kind: z.literal('unassign'), identity: number }),
    z.object({ kind: z.literal('rename'), identity: number, name: z.string().trim().min(1).max(200).nullable() }),
    z.object({ kind: z.literal('merge'), into: number, from: numbers }),
    z.object({ kind: z.literal('split'), identity: number, tracks: numbers }),
    z.object({ kind: z.literal('move-tracks'), tracks: numbers, to: destination }),
    z.object({ kind: z.literal('move-faces'), faces: numbers, to: destination }),
    z.object({ kind: z.literal('exclude-faces'), faces: numbers }),
    z.object({ kind: z.literal('not-a-face'), tracks: numbers }),
    z.object({ kind: z.literal('reject'), identity: number, personId: uuid }),
    z.object({ kind: z.literal('different'), identities: z.tuple([number, number]) }),
    z.object({ kind: z.literal('one-person'), identity: number }),
    z.object({ kind: z.literal('confirm'), identity: number, personId: uuid }),
    z.object({ kind: z.literal('lock'), identity: number, locked: z.boolean() }),
    z.object({ kind: z.literal('ignore'), identity: number, as: z.enum(['extra', 'poster', 'screen']).nullable() }),
    z
      .object({ kind: z.literal('set-bounds'), track: number, firstSeconds: time, lastSeconds: time })
      .refine(({ firstSeconds, lastSeconds }) => lastSeconds > firstSeconds, {
        path: ['lastSeconds'],
        message: 'A track ends after it begins.',
      }),
  ])
  .meta({ id: 'EditBody' });
export type EditBodyShape = z.infer<typeof editBody>;

export const appendEdits = z.object({
  runId: uuid,
  edits: z
    .array(
      z.object({
        /** Name of the edit, for who may send it twice. Absent: a new one. */
        id: uuid.optional(),
        body: editBody,
      }),
    )
    .min(1)
    .max(1000),
  reason: z.string().trim().min(1).max(500).optional(),
});
export type AppendEdits = z.infer<typeof appendEdits>;

const outcome = z.enum(['applied', 'no-target', 'locked', 'unmatched']);
const appendedEdit = z.object({
  id: uuid,
  seq: z.int(),
  outcome,
  /** Earlier edits that say something else. */
  overrules: z.array(uuid),
  /** Seconds of screen time that changed owner. */
  effectSeconds: z.number(),
  /** The identity it made; null: none. */
  made: number.nullable(),
});
/** The last edit of the episode, and what became of those that were sent. */
export const appendedEdits = z.object({ seq: z.int(), edits: z.array(appendedEdit) }).meta({ id: 'AppendedEdits' });
export type AppendedEdits = z.infer<typeof appendedEdits>;

const changedRow = z.object({
  person: z.object({ id: uuid, name: z.string() }).nullable(),
  /** Of somebody who is nobody of the cast yet. With neither person nor identity: unattributed. */
  identity: number.nullable(),
  /** A word for somebody who is not in the cast. */
  name: z.string().nullable(),
  secondsBefore: z.number(),
  secondsAfter: z.number(),
});
export type ChangedRowShape = z.infer<typeof changedRow>;

export const previewEdits = z.object({ runId: uuid, edits: z.array(editBody).min(1).max(1000) });
export const editsPreview = z
  .object({
    effectSeconds: z.number(),
    /** Whose seconds would change; by falling change. */
    rows: z.array(changedRow),
    refused: z.array(z.object({ index: z.int(), outcome, overrules: z.array(uuid) })),
  })
  .meta({ id: 'EditsPreview' });
export type EditsPreviewShape = z.infer<typeof editsPreview>;

/** An edit or undo by its id. Undone twice, it is undone once. */
export const ofEdit = z.object({ runId: uuid, editId: uuid });
export const changedEdit = z
  .object({
    seq: z.int(),
    effectSeconds: z.number(),
    /** How many came of it: what did not fit before is not among them. */
    conflicts: z.int(),
  })
  .meta({ id: 'ChangedEdit' });
/** `isUndone`: what it shall be. */
export const previewUndo = ofEdit.extend({ isUndone: z.boolean().default(true) });

export const listEdits = z.object({
  runId: uuid,
  ...pageRequest,
  author: z.string().optional(),
});
export const loggedEdit = z
  .object({
    id: uuid,
    seq: z.int(),
    /** Null: it is an undo, or emptied because somebody had to be forgotten. */
    body: editBody.nullable(),
    undoes: uuid.nullable(),
    author: z.object({ id: z.string(), name: z.string() }),
    reason: z.string().nullable(),
    madeAt: instant,
    /** The run its author was looking at. */
    runId: uuid.nullable(),
    effectSeconds: z.number().nullable(),
    isUndone: z.boolean(),
    /** What became of it in the run that is asked about; null: it is undone, or an undo. */
    outcome: outcome.nullable(),
    overrules: z.array(uuid),
  })
  .meta({ id: 'LoggedEdit' });
export type LoggedEditShape = z.infer<typeof loggedEdit>;
/** Newest first. */
export const editPage = pageOf(loggedEdit).meta({ id: 'EditPage' });

/** Somebody of the cast. */
export const reviewPerson = z.object({ id: uuid, name: z.string() });
const crop = z.object({ face: number, track: number, url: z.string().nullable() });

export const reviewIdentity = z
  .object({
    number,
    /** The edit that made it; null: the machine. */
    madeBy: uuid.nullable(),
    person: reviewPerson.nullable(),
    /** Who says who it is, or that it is nobody of the cast; null: nobody. */
    saidBy: z.enum(['person', 'machine']).nullable(),
    /** Surely nobody of the cast. */
    isNobody: z.boolean(),
    /** A word for somebody who is not in the cast. */
    name: z.string().nullable(),
    suggestion: reviewPerson.extend({ likeness: z.number().nullable() }).nullable(),
    /** People have said who or what it is. */
    isSettled: z.boolean(),
    isLocked: z.boolean(),
    ignoredAs: z.enum(['extra', 'poster', 'screen']).nullable(),
    never: z.array(reviewPerson),
    /** By the default rules, after all edits. */
    seconds: z.number(),
    /** Those that may be somebody else's, as far as is known. */
    unsettledSeconds: z.number(),
    firstSeconds: z.number().nullable(),
    lastSeconds: z.number().nullable(),
    tracks: z.int(),
    faces: z.int(),
    /** 0–1; null where the machine did not make it. */
    confidence: z.number().nullable(),
    cohesion: z.number().nullable(),
    flags: z.array(z.enum(['low-confidence', 'short', 'mixed', 'conflict'])),
    /** The best ones first, spread over its tracks. */
    crops: z.array(crop),
  })
  .meta({ id: 'ReviewIdentity' });
export type ReviewIdentity = z.infer<typeof reviewIdentity>;

export const reviewConflict = z
  .object({
    kind: z.enum(['no-target', 'locked', 'unmatched', 'overrules', 'twice-in-a-frame', 'told-apart', 'never']),
    /** The edits it is between; the later one first. */
    edits: z.array(uuid),
    identities: z.array(number),
    tracks: z.array(number),
  })
  .meta({ id: 'ReviewConflict' });
export type ReviewConflict = z.infer<typeof reviewConflict>;

export const undoPreview = z
  .object({
    /** The last edit that is counted in. */
    seq: z.int(),
    effectSeconds: z.number(),
    /** Whose seconds would change; by falling change. */
    rows: z.array(changedRow),
    /** What would not fit together any more, and what would fit again. */
    conflicts: z.array(reviewConflict),
    ended: z.array(reviewConflict),
  })
  .meta({ id: 'UndoPreview' });
export type UndoPreviewShape = z.infer<typeof undoPreview>;

export const reviewState = z
  .object({
    runId: uuid,
    episodeId: z.string(),
    /** The last edit that is counted in; 0: none. */
    seq: z.int(),
    /** Person-seconds of all identities and unassigned tracks; those that people or sure recognition have settled. */
    totals: z.object({ seconds: z.number(), settledSeconds: z.number() }),
    /** By falling unsettled seconds, then seconds. */
    identities: z.array(reviewIdentity),
    unassigned: z.object({ tracks: z.int(), seconds: z.number() }),
    notFaces: z.object({ tracks: z.int() }),
    conflicts: z.array(reviewConflict),
  })
  .meta({ id: 'ReviewState' });
export type ReviewStateShape = z.infer<typeof reviewState>;

export const ofReview = z.object({ runId: uuid });

export const reviewTracks = z.object({
  runId: uuid,
  ...pageRequest,
  /** Of an identity, by its number; of nobody; or those that are no faces. A text: it stands in addresses. */
  of: z.coerce
    .string<string | number>()
    .regex(/^([1-9]\d{0,8}|unassigned|not-faces)$/, 'Ask for a number, for unassigned or for not-faces.'),
});
export const reviewTrack = z
  .object({
    number,
    shot: number,
    firstSeconds: z.number(),
    lastSeconds: z.number(),
    /** Whether somebody has set when it begins and ends. */
    isBounded: z.boolean(),
    /** How surely it belongs to its identity, 0–1; null where the machine put it elsewhere. */
    confidence: z.number().nullable(),
    faces: z.array(
      z.object({
        number,
        seconds: z.number(),
        quality: z.number().nullable(),
        isExcluded: z.boolean(),
        /** It goes with another identity than its track; null: with nobody. */
        movedTo: number.nullable().optional(),
        url: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ReviewTrack' });
export type ReviewTrack = z.infer<typeof reviewTrack>;
/** By time. */
export const reviewTrackPage = pageOf(reviewTrack).meta({ id: 'ReviewTrackPage' });

/** Tracks of an identity that look like somebody else, and how the rest would look without them. */
export const outlierProposal = z
  .object({
    tracks: z.array(number),
    seconds: z.number(),
    /** Mean cosine of faces to their mean, −1 to 1: of all, of those that stay, of those that would go. */
    cohesion: z.object({ all: z.number(), staying: z.number(), leaving: z.number() }),
    /** Cosine between the means of both parts. */
    likeness: z.number(),
  })
  .nullable()
  .meta({ id: 'OutlierProposal' });
export const ofIdentity = z.object({ runId: uuid, identity: number });

/** Said every 10 s by who looks at a review; who was silent for 30 s is gone. */
export const presence = z.object({ runId: uuid, identity: number.nullable() });
export const presentReviewers = z
  .object({ reviewers: z.array(z.object({ id: z.string(), name: z.string(), identity: number.nullable() })) })
  .meta({ id: 'PresentReviewers' });
