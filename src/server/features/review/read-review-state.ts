/** A run as reviewers see it: identities with their best crops, what is settled, what does not fit together. */

import type { ScreenTime } from '../../../pipeline/screen-time/screen-time.ts';
import type { Conflict } from '../../../review/conflicts.ts';
import { holdersIn, type IdentityState, isSettled, personOf, type ReviewState } from '../../../review/review-state.ts';
import type { IdentityShape } from '../../contract/results.ts';
import type { ReviewIdentity, ReviewStateShape } from '../../contract/review.ts';
import { chooseCrops, facesOf } from '../../results/choose-crops.ts';
import { type RunFace, readFacesByTrack } from '../../results/face-rows.ts';
import { measureIdentities } from '../../results/measure-run.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { type PlacedRun, readDoneRun } from '../../results/run-place.ts';
import { readReview } from '../../results/run-review.ts';
import { namesOf } from '../../results/run-subjects.ts';
import { signedCrop } from '../../results/signed-crop.ts';
import { readConflicts, showConflict } from './read-conflicts.ts';

/** Below this an identity is worth a look. */
const LOW_CONFIDENCE = 0.6;
/** Faces that are less alike than this to their own mean may be those of two people. */
const MIXED_COHESION = 0.45;
const SHORT_SECONDS = 2;
/** So many stacks show several crops; the rest show one. */
const MANY_CROPS = 200;

/** @throws UserError `runs.not-found`, `runs.wrong-state`; BlobError. */
export async function readReviewState(stores: ResultStores, runId: string): Promise<ReviewStateShape> {
  const run = await readDoneRun(stores.database.queries, runId);
  const review = await readReview(stores, run);
  const { state, log } = review;
  const screenTime = await measureIdentities(stores, { run, state });
  const conflicts = await readConflicts(stores, run, review);
  const context = await readContext(stores, run, { state, screenTime, conflicts });
  const holders = holdersIn(state);
  const rows = [...state.identities.values()]
    .filter(
      ({ number, tracks, faces }) =>
        faces.size > 0 ||
        (tracks.size === 0 ? holders.has(number) : [...tracks].some((track) => !state.notFaces.has(track))),
    )
    .map((identity) => describe(identity, context))
    .sort((a, b) => b.unsettledSeconds - a.unsettledSeconds || b.seconds - a.seconds || a.number - b.number);
  const identities = await Promise.all(
    rows.map(async (row, index) => ({
      ...row,
      crops: await signedCrops(stores, context, { number: row.number, most: index < MANY_CROPS ? 6 : 1 }),
    })),
  );
  const unassigned = [...state.ownerOf].filter(([track, owner]) => owner === null && !state.notFaces.has(track));
  const unattributed = screenTime.unattributed.seconds;
  const sum = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0);
  return {
    runId,
    episodeId: run.episodeId,
    seq: log.seq,
    totals: {
      seconds: sum(({ seconds }) => seconds) + unattributed,
      settledSeconds: sum(({ seconds, unsettledSeconds }) => seconds - unsettledSeconds),
    },
    identities,
    unassigned: { tracks: unassigned.length, seconds: unattributed },
    notFaces: { tracks: state.notFaces.size },
    conflicts: conflicts.map(showConflict),
  };
}

interface Context {
  readonly state: ReviewState;
  readonly seconds: ReadonlyMap<number, ScreenTime['identities'][number]>;
  readonly names: ReadonlyMap<string, string>;
  readonly machine: ReadonlyMap<number, MachineFacts>;
  readonly inConflict: ReadonlySet<number>;
  readonly faces: ReadonlyMap<number, readonly RunFace[]>;
}

interface MachineFacts {
  readonly confidence: number;
  readonly cohesion: number | null;
  readonly suggestion: IdentityShape['suggestion'];
}

async function readContext(
  stores: ResultStores,
  run: PlacedRun,
  {
    state,
    screenTime,
    conflicts,
  }: { readonly state: ReviewState; readonly screenTime: ScreenTime; readonly conflicts: readonly Conflict[] },
): Promise<Context> {
  const { queries } = stores.database;
  const rows = await queries
    .selectFrom('identities')
    .leftJoin('people', 'people.id', 'identities.person_id')
    .select(['identities.number', 'confidence', 'cohesion', 'verdict', 'likeness', 'person_id', 'people.name'])
    .where('run_id', '=', run.id)
    .execute();
  const machine = rows.map(({ number, confidence, cohesion, verdict, likeness, person_id: id, name }) => {
    const suggestion = verdict === 'ask' && id !== null && name !== null ? { id, name, likeness } : null;
    return [number, { confidence, cohesion, suggestion }] as const;
  });
  const said = [...state.identities.values()].flatMap((identity) => personOf(state, identity).personId ?? []);
  const barred = [...state.never.values()].flatMap((people) => [...people.keys()]);
  return {
    state,
    seconds: new Map(screenTime.identities.map((row) => [row.identity, row])),
    names: await namesOf(queries, [...new Set([...said, ...barred])]),
    machine: new Map(machine),
    inConflict: new Set(conflicts.flatMap((conflict) => ('identities' in conflict ? conflict.identities : []))),
    faces: await readFacesByTrack(stores, run),
  };
}

function describe(identity: IdentityState, context: Context): Omit<ReviewIdentity, 'crops'> {
  const { state, names, machine, seconds } = context;
  const { number, tracks } = identity;
  const own = personOf(state, identity);
  const row = seconds.get(number);
  const facts = machine.get(number);
  const confidence = facts?.confidence ?? null;
  const settled = isSettled(identity);
  const total = row?.seconds ?? 0;
  const saidBy = own.edit !== null ? ('person' as const) : own.personId !== null ? ('machine' as const) : null;
  const barred = new Set([...tracks].flatMap((track) => [...(state.never.get(track)?.keys() ?? [])]));
  const person = own.personId === null ? null : { id: own.personId, name: names.get(own.personId) ?? '' };
  const suggestion = facts?.suggestion ?? null;
  const doubt = saidBy === 'machine' ? 1 - (confidence ?? 0) : 1;
  return {
    number,
    madeBy: identity.madeBy,
    person,
    saidBy: person === null && !own.isNobody ? null : saidBy,
    isNobody: own.isNobody,
    name: identity.name,
    suggestion: settled || person || (suggestion && barred.has(suggestion.id)) ? null : suggestion,
    isSettled: settled,
    isLocked: identity.lockedBy !== null,
    ignoredAs: identity.ignoredAs,
    never: [...barred].map((id) => ({ id, name: names.get(id) ?? '' })),
    seconds: total,
    unsettledSeconds: settled ? 0 : total * doubt,
    firstSeconds: row?.first ?? null,
    lastSeconds: row?.last ?? null,
    tracks: tracks.size,
    faces: facesOf(state, identity, context.faces).length,
    confidence,
    cohesion: facts?.cohesion ?? null,
    flags: flagsOf({
      settled,
      confidence,
      total,
      cohesion: facts?.cohesion ?? null,
      isTorn: context.inConflict.has(number),
    }),
  };
}

function flagsOf({
  settled,
  confidence,
  cohesion,
  total,
  isTorn,
}: {
  readonly settled: boolean;
  readonly confidence: number | null;
  readonly cohesion: number | null;
  readonly total: number;
  readonly isTorn: boolean;
}): ReviewIdentity['flags'] {
  const flags: ReviewIdentity['flags'] = [];
  if (!settled && confidence !== null && confidence < LOW_CONFIDENCE) flags.push('low-confidence');
  if (total < SHORT_SECONDS) flags.push('short');
  if (!settled && cohesion !== null && cohesion < MIXED_COHESION) flags.push('mixed');
  if (isTorn) flags.push('conflict');
  return flags;
}

async function signedCrops(
  { blobs }: ResultStores,
  { state, faces }: Context,
  { number, most }: { readonly number: number; readonly most: number },
): Promise<ReviewIdentity['crops']> {
  const identity = state.identities.get(number);
  if (!identity) return [];
  const chosen = chooseCrops(facesOf(state, identity, faces), most);
  return await Promise.all(
    chosen.map(async (face) => ({ face: face.number, track: face.track, url: await signedCrop(blobs, face.cropKey) })),
  );
}
