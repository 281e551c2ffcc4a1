/** One analysis from a video file to a result folder, with everything it needs around the stages. */
import path from 'node:path';
import type { FrameSource, VideoProbe } from '../../../adapters/frames/port.ts';
import type { FetchProgress, ModelRegistry } from '../../../adapters/models/port.ts';
import { type Analysis, type AnalysisStages, analyzeVideo } from '../../../pipeline/analyze-video.ts';
import { type ClusterOptions, DEFAULT_CLUSTERING } from '../../../pipeline/cluster/cluster-tracks.ts';
import { videoSeconds as measuredSeconds } from '../../../pipeline/frame-times.ts';
import { type Profile, profiles } from '../../../pipeline/profiles.ts';
import { STAGE_NAMES, type StageEvent, type StageName } from '../../../pipeline/stage-events.ts';
import { formatRun } from '../../features/runs/artifacts/run-json.ts';
import { writeArtifact } from '../../features/runs/artifacts/write-artifact.ts';
import { ownCpuSeconds } from '../stage-host/cpu-time.ts';
import { createStagePool } from '../stage-host/stage-pool.ts';
import { readCast } from './cast-stage.ts';
import { detectStage } from './detect-stage.ts';
import { type EmbeddedFaceRecord, embedStage } from './embed-stage.ts';
import { exportArtifacts } from './export-artifacts.ts';
import type { Glimpse } from './glimpse.ts';
import type { RunWarning } from './json-shapes.ts';
import { readLawsFile } from './laws-file.ts';
import { type CastPhoto, listCast } from './list-cast.ts';
import { type NamingByModel, namingFor } from './naming-by-model.ts';
import { probeStage } from './probe-stage.ts';
import { prepareResultFolder, workFolderOf } from './result-folder.ts';
import type { RunEvent } from './run-events.ts';
import { takeRunLock } from './run-lock.ts';
import { runRecord } from './run-record.ts';
import { hasScan, scanStage } from './scan-stage.ts';
import { type Share, ShareDone } from './share.ts';
import { createStageClock } from './stage-clock.ts';
import type { ProvenVideo, StageSetting } from './stage-setting.ts';

export interface AnalysisRequest {
  readonly video: string;
  /** The result folder; made if need be. */
  readonly out: string;
  readonly profile: Profile['name'];
  /** Folder of photographs, see `listCast`; null for none. */
  readonly cast: string | null;
  /** File of what people said about another run of the material, see `readLawsFile`; default: none. */
  readonly laws?: string | null | undefined;
  /** Default: as calibrated on the bundled embedder. */
  readonly clustering?: ClusterOptions | undefined;
  /** Name of a model pack or path of a pack file. */
  readonly pack: string;
  /** Child processes at a time. The result does not depend on it. */
  readonly workers: number;
  /** What the video is called in the results; default: its file's name. */
  readonly videoName?: string | undefined;
  /** Ends after this stage; a later run goes on from there. Default: when all is done. */
  readonly until?: StageName | undefined;
  /** Does a share of one stage and ends; may run beside others of the same folder. */
  readonly share?: Share | undefined;
  /** Lines of naming by the SHA-256 of the embedder that they are for; others use the program's own. */
  readonly naming?: NamingByModel | undefined;
}

export interface AnalysisServices {
  readonly frames: FrameSource;
  readonly registry: ModelRegistry;
  readonly programVersion: string;
  readonly signal: AbortSignal;
  /** Called while a model is being fetched, outside of the stream of events. */
  readonly onDownload: (progress: FetchProgress) => void;
  /** Called now and then with what is being looked at; absent: nobody watches. The result does not depend on it. */
  readonly onGlimpse?: ((glimpse: Glimpse) => void) | undefined;
}

/**
 * Analyses a video and yields what happens. Finished work of an earlier run in the same folder is used as far as it
 * depends on nothing that has changed.
 *
 * @throws UserError for what the user can mend; the signal's reason when aborted.
 */
export async function* runAnalysis(
  request: AnalysisRequest,
  services: AnalysisServices,
): AsyncGenerator<RunEvent, void> {
  const { frames, registry, signal, onDownload, onGlimpse } = services;
  const startedAt = new Date().toISOString();
  const started = { wall: performance.now(), cpu: ownCpuSeconds() };
  const { video, out, profile } = request;
  const pool = createStagePool({ size: request.workers, signal, foundPrograms: frames.foundPrograms, onGlimpse });
  let unlock = async (): Promise<void> => {};
  try {
    // One child gets ready while the video is looked at: alone, because all cores are busy until the scan runs.
    if (!(await hasScan(workFolderOf(out)))) pool.warm(1);
    // What cannot work is refused before anything is written or fetched.
    const probe = await frames.probe(video, { signal });
    const photos = request.cast === null ? [] : await listCast(request.cast);
    const laws = request.laws == null ? null : await readLawsFile(request.laws);
    const pack = await registry.resolvePack(request.pack);
    const workFolder = await prepareResultFolder(out);
    if (!request.share) unlock = await takeRunLock(workFolder);
    yield {
      event: 'run-started',
      version: 1,
      video,
      out,
      profile,
      videoSeconds: probe.durationSeconds,
      stages: [...STAGE_NAMES],
    };
    const models = await registry.ensurePack(pack, { signal, onProgress: onDownload });
    const warnings: RunWarning[] = [];
    const warn = (warning: RunWarning): void => {
      const known = warnings.some(({ code, message }) => code === warning.code && message === warning.message);
      if (!known) warnings.push(warning);
    };
    const setting = {
      pool,
      workers: request.workers,
      models,
      profile: profiles[profile],
      workFolder,
      signal,
      warn,
      share: request.share ?? null,
    };
    const naming = namingFor(request.naming, models.embedder.sha256);
    const { stages, faces } = createStages(setting, { probe, out, photos });
    const cpuSeconds = (): number => ownCpuSeconds() - started.cpu + pool.cpuSeconds();
    const clock = createStageClock(cpuSeconds);
    const { clustering = DEFAULT_CLUSTERING } = request;
    const picture = { width: probe.displayWidth, height: probe.displayHeight };
    const events = analyzeVideo(stages, {
      profile: setting.profile,
      clustering,
      naming,
      ...(laws && { laws: { given: laws.laws, picture, model: models.embedder.sha256 } }),
    });
    let told = 0;
    let next = await events.next();
    for (; !next.done; next = await events.next()) {
      signal.throwIfAborted();
      yield toRunEvent(next.value, clock.note(next.value));
      for (; told < warnings.length; told++) yield* warningEvent(warnings[told]);
      if (next.value.type === 'stage-finished' && next.value.stage === request.until) return;
    }
    const analysis = next.value;
    const { videoName = path.basename(video) } = request;
    const facts = { analysis, videoName, profile, pack: pack.name, models, warnings, startedAt, stages: clock.stages };
    const counts = { naming, castPhotos: photos.length, embeddedFaces: faces().length };
    const asked = { clustering, lawsSha256: laws?.sha256 ?? null };
    const record = runRecord({ ...facts, ...counts, ...asked, programVersion: services.programVersion });
    await writeArtifact(path.join(out, 'run.json'), formatRun(record));
    const cost = { wallSeconds: (performance.now() - started.wall) / 1000, cpuSeconds: cpuSeconds() };
    yield finished(out, analysis, { ...cost, warnings: warnings.length });
  } catch (error) {
    if (!(error instanceof ShareDone)) throw error;
  } finally {
    await pool.close();
    await unlock();
  }
}

interface RunPlaces {
  readonly probe: VideoProbe;
  readonly out: string;
  readonly photos: readonly CastPhoto[];
}

/** The stages bound to this run, and the embedded faces, which the export needs in more detail than the pipeline. */
function createStages(setting: StageSetting, { probe, out, photos }: RunPlaces) {
  let faces: readonly EmbeddedFaceRecord[] = [];
  const stages: AnalysisStages<ProvenVideo> = {
    probe: (report) => probeStage(setting, probe, report),
    scan: (proven, report) => scanStage(setting, proven, report),
    detect: (request, report) => detectStage(setting, request, report),
    async embed(request, report) {
      const { value, reused } = await embedStage(setting, request, report);
      faces = value.filter((record) => record !== null);
      return { value: value.map((record) => record?.sample ?? null), reused };
    },
    cast: () => readCast(setting, photos),
    async export(analysis) {
      await exportArtifacts({ out, analysis, faces });
      return { value: undefined, reused: false };
    },
  };
  return { stages, faces: () => faces };
}

function toRunEvent(event: StageEvent, timing: { wallSeconds: number; cpuSeconds: number } | null): RunEvent {
  const { stage } = event;
  if (event.type === 'stage-started') return { event: 'stage-started', stage };
  if (event.type === 'progress') return { event: 'progress', stage, done: event.done, total: event.total };
  const { wallSeconds, cpuSeconds } = timing ?? { wallSeconds: 0, cpuSeconds: 0 };
  return { event: 'stage-finished', stage, reused: event.reused, wallSeconds, cpuSeconds };
}

function* warningEvent(warning: RunWarning | undefined): Generator<RunEvent> {
  if (warning) yield { event: 'warning', ...warning };
}

function finished(
  out: string,
  { scan, analysedFrames, tracks, screenTime }: Analysis<ProvenVideo>,
  cost: { wallSeconds: number; cpuSeconds: number; warnings: number },
): RunEvent {
  const identities = screenTime.identities.map(({ identity, name, seconds, confidence }) => {
    return { identity, name, seconds, confidence };
  });
  const counts = {
    frames: scan.frameTable.pts.length,
    analysedFrames: analysedFrames.length,
    shots: scan.shots.length,
    tracks: tracks.length,
  };
  const unattributedSeconds = screenTime.unattributed.seconds;
  const summary = {
    videoSeconds: measuredSeconds(scan.frameTable),
    ...cost,
    ...counts,
    identities,
    unattributedSeconds,
  };
  return { event: 'run-finished', out, summary };
}
