/** Measures of a run's health that need no truth, judged against the targets in guardrail-limits.ts. */
import { frameEndSeconds, frameStartSeconds, videoSeconds } from '../frame-times.ts';
import type { FaceTrack, FrameTable, Identity, Shot } from '../records.ts';
import { type Evidence, type GuardrailLimits, type GuardrailName, guardrailLimits } from './guardrail-limits.ts';
import { idSwitchRate } from './id-switch-rate.ts';

/** Tracks that last less than this, in seconds from first to last sighting, are short. */
const shortTrackSeconds = 0.5;

export interface GuardrailInput {
  readonly frameTable: FrameTable;
  readonly shots: readonly Shot[];
  readonly tracks: readonly FaceTrack[];
  readonly identities: readonly Identity[];
  /** Faces found in all analysed frames, the rejected ones included. */
  readonly detections: number;
  /** How many of them no track uses. */
  readonly rejected: number;
}

export type GuardrailStatus = 'ok' | 'notice' | 'warn';

export interface Guardrail {
  readonly name: GuardrailName;
  readonly label: string;
  /** Null where there is nothing to measure (no track, no identity, …). */
  readonly value: number | null;
  readonly target: { readonly min?: number; readonly max?: number };
  readonly warnAbove: number | null;
  /** `notice`: outside the target; `warn`: above the warning level. */
  readonly status: GuardrailStatus;
  /** What to do; null when the status is ok. */
  readonly remedy: string | null;
  /** Why the value was not judged (the status is then ok); null when it was. */
  readonly note: string | null;
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

function isShort({ detections }: FaceTrack, table: FrameTable): boolean {
  const [first, last] = [detections[0], detections.at(-1)];
  if (first === undefined || last === undefined) return true;
  return frameEndSeconds(table, last.frame) - frameStartSeconds(table, first.frame) < shortTrackSeconds;
}

function measure(input: GuardrailInput): Readonly<Record<GuardrailName, number | null>> {
  const { frameTable, tracks, identities } = input;
  const sizes = identities.map((identity) => identity.tracks.length).filter((size) => size > 0);
  const sightings = tracks.reduce((sum, { detections }) => sum + detections.length, 0);
  return {
    tracks_per_minute: ratio(tracks.length * 60, videoSeconds(frameTable)),
    short_track_fraction: ratio(tracks.filter((track) => isShort(track, frameTable)).length, tracks.length),
    id_switch_rate: idSwitchRate(tracks, identities, frameTable),
    faces_per_track: ratio(sightings, tracks.length),
    rejection_rate: ratio(input.rejected, input.detections),
    clusters: sizes.length,
    singleton_fraction: ratio(sizes.filter((size) => size === 1).length, sizes.length),
    largest_cluster_fraction: ratio(
      Math.max(0, ...sizes),
      sizes.reduce((sum, size) => sum + size, 0),
    ),
  };
}

const evidenceWords: Readonly<Record<Evidence, string>> = {
  seconds: 's of video',
  shots: 'shots',
  tracks: 'tracks',
  detections: 'detected faces',
  clusters: 'identities',
};

/** Says what there is too little of, or null. */
function smallSampleNote(needs: GuardrailLimits['needs'], evidence: Readonly<Record<Evidence, number>>): string | null {
  for (const kind of Object.keys(evidenceWords) as Evidence[]) {
    const needed = needs[kind] ?? 0;
    if (evidence[kind] >= needed) continue;
    return `too small a sample to judge: ${Math.floor(evidence[kind])} of at least ${needed} ${evidenceWords[kind]}`;
  }
  return null;
}

function judge(value: number, limits: GuardrailLimits): Pick<Guardrail, 'status' | 'remedy'> {
  const { target, warnAbove, remedyAbove, remedyBelow } = limits;
  if (warnAbove !== null && value > warnAbove) return { status: 'warn', remedy: remedyAbove };
  if (target.max !== undefined && value > target.max) return { status: 'notice', remedy: remedyAbove };
  if (target.min !== undefined && value < target.min) return { status: 'notice', remedy: remedyBelow };
  return { status: 'ok', remedy: null };
}

/**
 * Every guardrail of a run, always all of them and in the same order. A value that rests on too little material is given
 * but not judged: its status is ok and its note says why.
 */
export function measureGuardrails(input: GuardrailInput): readonly Guardrail[] {
  const values = measure(input);
  const evidence = {
    seconds: videoSeconds(input.frameTable),
    shots: input.shots.length,
    tracks: input.tracks.length,
    detections: input.detections,
    clusters: values.clusters ?? 0,
  };
  return (Object.keys(guardrailLimits) as GuardrailName[]).map((name) => {
    const limits = guardrailLimits[name];
    const { label, target, warnAbove } = limits;
    const value = values[name];
    const note = value === null ? 'nothing to measure' : smallSampleNote(limits.needs, evidence);
    const verdict = value === null || note !== null ? ({ status: 'ok', remedy: null } as const) : judge(value, limits);
    return { name, label, value, target, warnAbove, ...verdict, note };
  });
}
