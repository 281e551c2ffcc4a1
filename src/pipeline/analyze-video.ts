/**
 * The order of the stages, from a video to screen time. What touches files, processes or networks is handed in; what is
 * arithmetic is called here.
 */

import type { ClusterOptions } from './cluster/cluster-tracks.ts';
import { type DescribedIdentity, type Identification, identifyPeople } from './cluster/identify.ts';
import type { Laws, LawsReport } from './cluster/laws.ts';
import { type CastMember, DEFAULT_NAMING, type NamingOptions } from './cluster/name-clusters.ts';
import { obeyLaws } from './cluster/obey-laws.ts';
import { chooseSamples } from './embed/choose-samples.ts';
import type { FaceSample } from './embed/describe-track.ts';
import { frameStartSeconds, videoSeconds } from './frame-times.ts';
import { type Guardrail, measureGuardrails } from './guardrails/guardrails.ts';
import { numberBySeconds } from './number-by-seconds.ts';
import type { Profile } from './profiles.ts';
import type { FaceDetection, FaceTrack, FrameTable, Shot } from './records.ts';
import { chooseAnalysedFrames } from './sample/choose-frames.ts';
import { type ScreenTimePreset, standardPreset } from './screen-time/presets.ts';
import { measureScreenTime, type ScreenTime } from './screen-time/screen-time.ts';
import { type ReportProgress, runStage, type StageEvent, type StageOutcome } from './stage-events.ts';
import { buildTracks } from './track/build-tracks.ts';
import { refineTracks } from './track/refine-tracks.ts';
import { trackSeconds } from './track-seconds.ts';
import type { FrameIndex } from './units.ts';

/** What one look at every frame tells. */
export interface ScannedVideo {
  readonly frameTable: FrameTable;
  readonly shots: readonly Shot[];
  /** One value per frame, see ShotScan. */
  readonly motion: Float32Array;
}

/** A face that was embedded, with its row in the list of embeddings. */
export interface EmbeddedSample extends FaceSample {
  /** 0-based; rows are in order of frame, then left edge. */
  readonly row: number;
}

/** Faces to search for: the frames that stand for the shots. */
export interface DetectRequest<Video> {
  readonly video: Video;
  readonly scan: ScannedVideo;
  readonly analysedFrames: readonly FrameIndex[];
}

export interface EmbedRequest<Video> extends DetectRequest<Video> {
  /** The faces worth a comparison, by frame, then left edge. */
  readonly faces: readonly FaceDetection[];
}

/** The stages that need the world. Each may use the result of an earlier run. */
export interface AnalysisStages<Video> {
  readonly probe: (report: ReportProgress) => Promise<StageOutcome<Video>>;
  readonly scan: (video: Video, report: ReportProgress) => Promise<StageOutcome<ScannedVideo>>;
  /** One list of faces per analysed frame, in their order. */
  readonly detect: (
    request: DetectRequest<Video>,
    report: ReportProgress,
  ) => Promise<StageOutcome<readonly (readonly FaceDetection[])[]>>;
  /** One sample per face, in their order; null where a face could not be embedded. Rows count the others. */
  readonly embed: (
    request: EmbedRequest<Video>,
    report: ReportProgress,
  ) => Promise<StageOutcome<readonly (EmbeddedSample | null)[]>>;
  /** The people to recognise; none is fine. */
  readonly cast: () => Promise<readonly CastMember[]>;
  readonly export: (analysis: Analysis<Video>, report: ReportProgress) => Promise<StageOutcome<void>>;
}

export interface AnalysisOptions {
  readonly profile: Profile;
  readonly preset?: ScreenTimePreset;
  readonly clustering?: ClusterOptions;
  /** What people said about another run, and what it takes to find its tracks again. */
  readonly laws?: {
    readonly given: Laws;
    /** Size of this video in display pixels. */
    readonly picture: { readonly width: number; readonly height: number };
    /** SHA-256 of the embedder. */
    readonly model: string;
  };
  /** From which likeness on names are given; absent: the program's own lines. */
  readonly naming?: NamingOptions | undefined;
}

/** Everything an analysis found out. */
export interface Analysis<Video> {
  readonly video: Video;
  readonly scan: ScannedVideo;
  readonly analysedFrames: readonly FrameIndex[];
  /** Per analysed frame. */
  readonly detections: readonly (readonly FaceDetection[])[];
  readonly tracks: readonly FaceTrack[];
  /** By track number, in time order. */
  readonly samples: ReadonlyMap<number, readonly EmbeddedSample[]>;
  /** Numbered from 1 by falling measured seconds. */
  readonly identities: readonly DescribedIdentity[];
  readonly trackConfidence: Identification['trackConfidence'];
  readonly screenTime: ScreenTime;
  readonly guardrails: readonly Guardrail[];
  /** Detections that no track uses. */
  readonly rejectedDetections: number;
  /** What became of the laws; null where there were none. */
  readonly laws: LawsReport | null;
}

/** Runs all stages in order, yields their events and returns the analysis once it has been exported. */
export async function* analyzeVideo<Video>(
  stages: AnalysisStages<Video>,
  options: AnalysisOptions,
): AsyncGenerator<StageEvent, Analysis<Video>> {
  const { profile, preset = standardPreset, clustering, laws, naming = DEFAULT_NAMING } = options;
  const video = yield* runStage('probe', stages.probe);
  const scan = yield* runStage('scan', (report) => stages.scan(video, report));
  const timeOf = (frame: FrameIndex) => frameStartSeconds(scan.frameTable, frame);
  const analysedFrames = chooseAnalysedFrames({
    seconds: Float64Array.from(scan.frameTable.pts, (_, frame) => timeOf(frame as FrameIndex)),
    shots: scan.shots,
    motion: scan.motion,
    policy: profile.sampling,
  });
  const request = { video, scan, analysedFrames };
  const detections = yield* runStage('detect', (report) => stages.detect(request, report));
  const built = yield* runStage('track', () =>
    computed(buildTracks({ shots: scan.shots, frames: analysedFrames, detections, timeOf })),
  );
  const chosen = built.tracks.map(({ detections: all }) => chooseSamples(all, profile.samples));
  const faces = chosen.flat().sort((a, b) => a.frame - b.frame || a.box.left - b.box.left);
  const embedded = yield* runStage('embed', (report) => stages.embed({ ...request, faces }, report));
  const identified = yield* runStage('identify', async () => {
    const bySighting = new Map(faces.map((face, index) => [face, embedded[index] ?? null]));
    const samples = new Map(
      built.tracks.map(({ track }, index) => [
        track,
        (chosen[index] ?? []).flatMap((face) => bySighting.get(face) ?? []),
      ]),
    );
    const refined = refineTracks({ tracks: built.tracks, samples, timeOf });
    const duration = videoSeconds(scan.frameTable);
    const cuts = scan.shots.map(({ startFrame }) => timeOf(startFrame));
    const obeyed = laws && obeyLaws(laws.given, { ...refined, ...laws, timeOf, cuts, duration });
    const { tracks, samples: own } = obeyed ?? refined;
    const secondsOf = trackSeconds({ ...scan, analysedFrames, preset }, tracks);
    const people = identifyPeople({
      tracks,
      samples: own,
      secondsOf,
      cast: await stages.cast(),
      naming,
      ...(clustering && { clustering }),
      ...(obeyed && { said: obeyed.sayings }),
    });
    // Whatever becomes of tracks, every sample is handed on as it is, with its row.
    return computed({
      tracks,
      samples: own as Analysis<Video>['samples'],
      ...people,
      notFaces: obeyed?.sayings.notFaces ?? new Set<number>(),
      laws: obeyed?.report ?? null,
    });
  });
  const measured = yield* runStage('measure', () => {
    const { tracks } = identified;
    // What is no face is on nobody's account, not even on that of the unknown.
    const faceTracks = tracks.filter(({ track }) => !identified.notFaces.has(track));
    const measuring = { ...scan, analysedFrames, tracks: faceTracks, preset };
    const identities = numberBySeconds(
      identified.identities,
      measureScreenTime({ ...measuring, identities: identified.identities }),
    );
    const screenTime = measureScreenTime({ ...measuring, identities });
    const found = detections.reduce((sum, inFrame) => sum + inFrame.length, 0);
    const rejectedDetections = found - tracks.reduce((sum, track) => sum + track.detections.length, 0);
    const rates = { detections: found, rejected: rejectedDetections };
    const guardrails = measureGuardrails({ ...scan, tracks, identities, ...rates });
    return computed({ identities, screenTime, guardrails, rejectedDetections });
  });
  const { tracks, samples, trackConfidence, laws: obeyed } = identified;
  const found = { detections, tracks, samples, trackConfidence, laws: obeyed };
  const analysis: Analysis<Video> = { ...request, ...found, ...measured };
  yield* runStage('export', (report) => stages.export(analysis, report));
  return analysis;
}

const computed = <Value>(value: Value): StageOutcome<Value> => ({ value, reused: false });
