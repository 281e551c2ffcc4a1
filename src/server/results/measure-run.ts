/** Screen time of a run, measured afresh from what is stored: by the default rules or by others. */
import { type ScreenTimePreset, standardPreset } from '../../pipeline/screen-time/presets.ts';
import { measureScreenTime, type ScreenTime } from '../../pipeline/screen-time/screen-time.ts';
import { type ResultStores, readEvidence } from './run-evidence.ts';
import type { PlacedRun } from './run-place.ts';
import { readSubjects, type Subject } from './run-subjects.ts';

/** Numbers that replace those of the default preset. */
export interface Rules {
  readonly gapToleranceSeconds?: number | undefined;
  readonly minimumSightings?: number | undefined;
}

export interface MeasuredRun {
  readonly screenTime: ScreenTime;
  /** By the identity number under which `screenTime` has it. */
  readonly subjects: ReadonlyMap<number, Subject>;
}

/** @throws UserError `artifact.damaged`; BlobError. */
export async function measureRun(stores: ResultStores, run: PlacedRun, rules: Rules = {}): Promise<MeasuredRun> {
  const evidence = await readEvidence(stores, run);
  const subjects = await readSubjects(stores.database.queries, run.id);
  const identities = subjects.map(({ measured }) => measured);
  return {
    screenTime: measureScreenTime({ ...evidence, identities, preset: presetOf(rules) }),
    subjects: new Map(subjects.map((subject) => [subject.measured.identity, subject])),
  };
}

/** The default preset, or a custom one where a number differs. */
export function presetOf({ gapToleranceSeconds, minimumSightings }: Rules): ScreenTimePreset {
  const changed = {
    gapToleranceSeconds: gapToleranceSeconds ?? standardPreset.gapToleranceSeconds,
    minimumSightings: minimumSightings ?? standardPreset.minimumSightings,
  };
  const same =
    changed.gapToleranceSeconds === standardPreset.gapToleranceSeconds &&
    changed.minimumSightings === standardPreset.minimumSightings;
  return same ? standardPreset : { name: 'custom', version: 1, ...changed };
}
