/** Screen time of a run, measured afresh from what is stored: by the default rules or by others. */

import { UserError } from '../../errors.ts';
import type { Identity } from '../../pipeline/records.ts';
import { groupBy } from '../../pipeline/screen-time/group-by.ts';
import { presets, type ScreenTimePreset, standardPreset } from '../../pipeline/screen-time/presets.ts';
import { measureScreenTime, type ScreenTime, type ScreenTimeRow } from '../../pipeline/screen-time/screen-time.ts';
import type { ReviewState } from '../../review/review-state.ts';
import { type CorrectedEvidence, correctEvidence } from './correct-evidence.ts';
import { type ResultStores, readEvidence, readFaceFrames } from './run-evidence.ts';
import type { PlacedRun } from './run-place.ts';
import { readReview } from './run-review.ts';
import { listSubjects, type Subject } from './run-subjects.ts';

/** A preset, and numbers that replace its own. */
export interface Rules {
  /** Name of a preset; undefined: the default. */
  readonly preset?: string | undefined;
  readonly gapToleranceSeconds?: number | undefined;
  readonly minimumSightings?: number | undefined;
}

export interface MeasuredRun {
  readonly screenTime: ScreenTime;
  /** By the identity number under which `screenTime` has it. */
  readonly subjects: ReadonlyMap<number, Subject>;
}

/** @throws UserError `screen-time.unknown-preset`, `artifact.damaged`; BlobError. */
export async function measureRun(stores: ResultStores, run: PlacedRun, rules: Rules = {}): Promise<MeasuredRun> {
  const preset = presetOf(rules);
  return await measureReview(stores, { run, preset, state: (await readReview(stores, run)).state });
}

/** The seconds that follow from a state that need not be the stored one. @throws UserError `artifact.damaged`; BlobError. */
export async function measureReview(
  stores: ResultStores,
  { run, state, preset }: { readonly run: PlacedRun; readonly state: ReviewState; readonly preset: ScreenTimePreset },
): Promise<MeasuredRun> {
  const corrected = await readCorrected(stores, { run, state });
  // Who is not asked about counts as nobody.
  const counted = new Map([...corrected.tracksOf].filter(([owner]) => state.identities.get(owner)?.ignoredAs === null));
  const subjects = await listSubjects(stores, { run, state }, counted);
  const identities = subjects.map(({ measured }) => measured);
  return {
    screenTime: measureCorrected(corrected, identities, preset),
    subjects: new Map(subjects.map((subject) => [subject.measured.identity, subject])),
  };
}

/** The seconds of each identity alone, also of such that are one person or are not asked about. */
export async function measureIdentities(
  stores: ResultStores,
  { run, state }: { readonly run: PlacedRun; readonly state: ReviewState },
): Promise<ScreenTime> {
  const corrected = await readCorrected(stores, { run, state });
  const identities = [...corrected.tracksOf].flatMap(([identity, tracks]) =>
    identity === NOBODY ? [] : [{ identity, name: null, tracks, confidence: 1 }],
  );
  return measureCorrected(corrected, identities, standardPreset);
}

const NOBODY = 0;

async function readCorrected(
  stores: ResultStores,
  { run, state }: { readonly run: PlacedRun; readonly state: ReviewState },
) {
  const frames = await readFaceFrames(stores, run);
  const { evidence, ownerOf, partOf } = correctEvidence(await readEvidence(stores, run), state, frames);
  return { evidence, partOf, tracksOf: groupBy([...ownerOf.keys()], (track) => ownerOf.get(track) ?? NOBODY) };
}

function measureCorrected(
  { evidence, partOf }: Pick<CorrectedEvidence, 'evidence' | 'partOf'>,
  identities: readonly Identity[],
  preset: ScreenTimePreset,
): ScreenTime {
  const screenTime = measureScreenTime({ ...evidence, identities, preset });
  return partOf.size === 0 ? screenTime : namingWholeTracks(screenTime, partOf);
}

/** Receipts name tracks that exist, not the parts they were divided into. */
function namingWholeTracks(screenTime: ScreenTime, partOf: ReadonlyMap<number, number>): ScreenTime {
  const whole = <Row extends ScreenTimeRow>(row: Row): Row => ({
    ...row,
    receipts: row.receipts.map((receipt) => ({
      ...receipt,
      tracks: [...new Set(receipt.tracks.map((track) => partOf.get(track) ?? track))].sort((a, b) => a - b),
    })),
  });
  return {
    ...screenTime,
    identities: screenTime.identities.map(whole),
    unattributed: whole(screenTime.unattributed),
  };
}

/** The preset that is asked for, or a custom one where a number differs. @throws UserError `screen-time.unknown-preset`. */
export function presetOf({
  preset: name = standardPreset.name,
  gapToleranceSeconds,
  minimumSightings,
}: Rules): ScreenTimePreset {
  const base = presets.find((each) => each.name === name);
  if (!base) {
    const known = presets.map((each) => each.name).join(', ');
    throw new UserError('screen-time.unknown-preset', `There is no preset ${name}: choose from ${known}.`);
  }
  const changed = {
    gapToleranceSeconds: gapToleranceSeconds ?? base.gapToleranceSeconds,
    minimumSightings: minimumSightings ?? base.minimumSightings,
  };
  const same =
    changed.gapToleranceSeconds === base.gapToleranceSeconds && changed.minimumSightings === base.minimumSightings;
  return same ? base : { name: 'custom', version: 1, ...changed, description: 'Numbers of your own.' };
}
