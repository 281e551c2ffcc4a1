/** The content of `run.json`. */
import type { ReadyModels } from '../../../adapters/models/port.ts';
import type { Analysis } from '../../../pipeline/analyze-video.ts';
import type { ClusterOptions } from '../../../pipeline/cluster/cluster-tracks.ts';
import type { LawsReport } from '../../../pipeline/cluster/laws.ts';
import type { NamingOptions } from '../../../pipeline/cluster/name-clusters.ts';
import { videoSeconds } from '../../../pipeline/frame-times.ts';
import { type Profile, profiles } from '../../../pipeline/profiles.ts';
import { DEFAULT_TRACKER } from '../../../pipeline/track/build-tracks.ts';
import { type RunRecord, runInput, type StageTiming } from '../../features/runs/artifacts/run-json.ts';
import type { RunWarning } from './json-shapes.ts';
import type { ProvenVideo } from './stage-setting.ts';

export interface RunFacts {
  readonly analysis: Analysis<ProvenVideo>;
  /** What the video is called. */
  readonly videoName: string;
  readonly profile: Profile['name'];
  /** Name of the model pack. */
  readonly pack: string;
  readonly models: Pick<ReadyModels, 'detector' | 'landmarks' | 'embedder'>;
  /** The lines by which names were given. */
  readonly naming: NamingOptions;
  readonly castPhotos: number;
  readonly clustering: ClusterOptions;
  /** SHA-256 of the laws that were given; null for none. */
  readonly lawsSha256: string | null;
  readonly embeddedFaces: number;
  readonly warnings: readonly RunWarning[];
  readonly startedAt: string;
  readonly stages: readonly StageTiming[];
  readonly programVersion: string;
}

export function runRecord(facts: RunFacts): RunRecord {
  const { analysis, models, profile, pack, warnings } = facts;
  const { video, scan, analysedFrames, detections, tracks, identities, guardrails, screenTime } = analysis;
  const { sha256, bytes } = video;
  const used = [models.detector, models.landmarks, models.embedder].filter((model) => model !== undefined);
  const { name, version, gapToleranceSeconds, minimumSightings } = screenTime.preset;
  return {
    schemaVersion: 1,
    programVersion: facts.programVersion,
    input: runInput(
      { ...video.probe, path: facts.videoName },
      { sha256, bytes, durationSeconds: videoSeconds(scan.frameTable) },
    ),
    config: {
      profile,
      settings: profiles[profile],
      models: pack,
      castPhotos: facts.castPhotos,
      tracking: DEFAULT_TRACKER,
      clustering: facts.clustering,
      naming: facts.naming,
      screenTime: { name, version, gapToleranceSeconds, minimumSightings },
    },
    models: Object.fromEntries(
      used.map(({ entry, sha256: proven }) => [
        entry.role,
        { file: entry.file, sha256: proven, licence: entry.licence.name },
      ]),
    ),
    counts: {
      frames: scan.frameTable.pts.length,
      analysedFrames: analysedFrames.length,
      shots: scan.shots.length,
      detections: detections.reduce((sum, inFrame) => sum + inFrame.length, 0),
      rejectedDetections: analysis.rejectedDetections,
      tracks: tracks.length,
      faces: facts.embeddedFaces,
      identities: identities.length,
    },
    guardrails: guardrails.map((each) => ({ ...each, target: { ...each.target } })),
    warnings: [...warnings, ...castQuestions(identities, facts.naming)].map((each) => ({ ...each })),
    ...(facts.lawsSha256 !== null && analysis.laws && { laws: lawsOf(facts.lawsSha256, analysis.laws) }),
    timing: { startedAt: facts.startedAt, stages: [...facts.stages] },
  };
}

function lawsOf(sha256: string, { unmatched, ...report }: LawsReport): NonNullable<RunRecord['laws']> {
  return { sha256, ...report, unmatched: unmatched.map((each) => ({ ...each })) };
}

/** Names that the photographs suggest but do not settle: somebody has to look. */
function castQuestions(
  identities: Analysis<ProvenVideo>['identities'],
  { acceptLikeness }: NamingOptions,
): RunWarning[] {
  return identities.flatMap(({ identity, naming }) => {
    if (naming?.verdict !== 'ask' || naming.name === null) return [];
    const { name, likeness } = naming;
    return [
      {
        code: 'cast.unsure',
        message: `Person ${identity} may be ${name} (likeness ${likeness.toFixed(2)}, a name is given from ${acceptLikeness.toFixed(2)}).`,
        remedy: `Compare the crops of person ${identity} with the photographs. More photographs of ${name}, from several sides and in similar light, may settle it.`,
      },
    ];
  });
}
