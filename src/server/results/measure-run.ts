/** Screen time of a run, measured afresh from what is stored: by the default rules or by others. */

import { UserError } from '../../errors.ts';
import { presets, type ScreenTimePreset, standardPreset } from '../../pipeline/screen-time/presets.ts';
import { measureScreenTime, type ScreenTime } from '../../pipeline/screen-time/screen-time.ts';
import { type ResultStores, readEvidence } from './run-evidence.ts';
import type { PlacedRun } from './run-place.ts';
import { readSubjects, type Subject } from './run-subjects.ts';

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
  const evidence = await readEvidence(stores, run);
  const subjects = await readSubjects(stores.database.queries, run.id);
  const identities = subjects.map(({ measured }) => measured);
  return {
    screenTime: measureScreenTime({ ...evidence, identities, preset }),
    subjects: new Map(subjects.map((subject) => [subject.measured.identity, subject])),
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
