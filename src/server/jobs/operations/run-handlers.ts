/**
 * What a worker does for a run, job by job. Every job may be done again after a kill at any moment: what an earlier try has
 * finished is found in the work folder.
 *
 *   detect_track   scan; a long video's detection in shares by `analyze_segment` jobs; tracks
 *   faces_embed    likewise
 *   cluster        who is who, seconds, result folder
 *   analyze        the result goes into storage and database and becomes the episode's; another worker's is made again first
 */
import os from 'node:os';
import path from 'node:path';
import type { BlobStore } from '../../../adapters/blobs/port.ts';
import type { JobContext, JobHandler } from '../../../adapters/jobs/port.ts';
import { UserError } from '../../../errors.ts';
import type { Laws } from '../../../pipeline/cluster/laws.ts';
import type { StageName } from '../../../pipeline/stage-events.ts';
import { type AdoptedLines, readAdoptedLines } from '../../results/naming-lines.ts';
import type { Preview } from '../analyze/glimpse.ts';
import type { NamingByModel } from '../analyze/naming-by-model.ts';
import type { Share, SharedStage } from '../analyze/share.ts';
import type { HeldLock, JobLocks } from '../bookkeeping/job-locks.ts';
import type { RunPreviews } from '../bookkeeping/run-previews.ts';
import { runAnalysisProcess } from '../stage-host/run-analysis-process.ts';
import type { VideoFiles } from '../video-files.ts';
import { fillCastFolder } from './cast-folder.ts';
import type { Operations, RunJob, RunPayload } from './definitions.ts';
import { fillLawsFile } from './laws-file.ts';
import { hasResultOf, markResultOf, unmarkResult } from './result-owner.ts';
import { type RunFacts, readRunFacts } from './run-facts.ts';
import { createRunJournal, type JournalStores, setRunState } from './run-journal.ts';
import { type LogLine, logRun } from './run-log.ts';
import type { WorkSync } from './work-sync.ts';

export interface RunWorkerParts extends JournalStores {
  readonly blobs: BlobStore;
  readonly locks: JobLocks;
  readonly previews: Pick<RunPreviews, 'put'>;
  /** A killed worker's lock frees itself after a while: it is waited for, rather than that the try is lost. */
  readonly lockPatienceMs: number;
  readonly videoFiles: VideoFiles;
  readonly sync: WorkSync;
  /** Result folders of videos that are being analysed, one each. */
  readonly analysesFolder: string;
  /** What people said about another run of the episode, for this one to obey; null for nothing. Absent: nobody says anything. */
  readonly readLaws: (run: { readonly episode: string; readonly exceptRun: string }) => Promise<Laws | null>;
  /** Child processes per analysis. */
  readonly children: number;
  /** A video that is longer is shared between workers, a share per so many seconds. */
  readonly shareSeconds: number;
  /** Stores a finished run; may be called again after an interruption. */
  readonly publish: (run: { runId: string; folder: string; signal: AbortSignal }) => Promise<void>;
}

interface PartRequest {
  readonly until?: StageName;
  readonly share?: Share;
  /** Folder of photographs of the people to recognise; null for none. */
  readonly cast?: string | null;
  /** File of what people said about another run; null for none. */
  readonly laws?: string | null;
  /** The show's own lines of naming. */
  readonly naming?: NamingByModel;
  readonly context: JobContext;
}

/** No video is cut into more shares: every share reads what the scan found. */
const MOST_SHARES = 32;

export function createRunHandlers(operations: Operations, parts: RunWorkerParts): JobHandler[] {
  const { database } = parts;
  const folderOf = ({ video }: RunFacts): string => path.join(parts.analysesFolder, video.id);

  /** One part of the analysis, in a process of its own. */
  async function analyzePart(
    run: RunFacts,
    { until, share, cast = null, laws = null, naming, context }: PartRequest,
  ): Promise<void> {
    const { signal } = context;
    const folder = folderOf(run);
    const workFolder = path.join(folder, 'work');
    const video = await parts.videoFiles.fetch(run.video.key, { bytes: run.video.bytes, signal });
    await parts.sync.pull(run.place, workFolder, signal);
    const journal = createRunJournal(parts, run, context.report);
    const request = {
      video: video.path,
      videoName: run.video.fileName,
      out: folder,
      profile: run.profile,
      cast,
      laws,
      pack: run.pack,
      workers: parts.children,
      ...(until && { until }),
      ...(share && { share }),
      ...(naming && { naming }),
    };
    // A share knows nothing of the whole: how far the run is, is told by how many shares are done.
    const onEvent = share ? () => {} : journal.note;
    try {
      const onPreview = showPreviews(
        parts.previews,
        run.id,
        share ? `${share.stage} ${share.index}` : (until ?? 'all'),
      );
      await runAnalysisProcess(request, { signal, onEvent, onPreview });
    } finally {
      await video.release();
      await journal.flush();
    }
    await parts.sync.push(run.place, workFolder, signal);
  }

  async function makeResult(run: RunFacts, context: JobContext): Promise<void> {
    await unmarkResult(folderOf(run));
    const people = { show: run.place.show, folder: `${folderOf(run)}.cast`, signal: context.signal };
    const cast = await fillCastFolder({ queries: database.queries, blobs: parts.blobs }, people);
    const given = await parts.readLaws({ episode: run.episode, exceptRun: run.id });
    const laws = await fillLawsFile(given, `${folderOf(run)}.laws.json`);
    const lines = await readAdoptedLines(database.queries, run.place.show);
    const naming = Object.fromEntries(lines.map((each) => [each.modelSha256, linesOf(each)]));
    await analyzePart(run, { cast, laws, naming, context });
    await markResultOf(folderOf(run), run.id);
  }

  /** Runs `work` while this job alone works on the episode, and says in the run's state what becomes of it. */
  function handler(
    definition: RunJob,
    work: (run: RunFacts, payload: RunPayload, context: JobContext) => Promise<void>,
  ): JobHandler {
    return {
      definition,
      async run(raw, context) {
        const payload = definition.payload.parse(raw);
        const run = await readRunFacts(database.queries, payload.run);
        const lock = await takeLock(parts, { episode: run.episode, operation: definition.name }, context);
        const signal = AbortSignal.any([context.signal, lock.lost]);
        try {
          await setRunState(parts, run, { state: 'running' });
          await logRun(parts, run.id, { level: 'info', message: beginning(definition.name, context) });
          await work(run, payload, { ...context, signal });
        } catch (error) {
          if (codeOf(context.signal.reason) === 'jobs.shutting-down') await interrupted(parts, run);
          else if (isTriedAgain(definition, error, context))
            await logRun(parts, run.id, againBecause(definition, error));
          throw error;
        } finally {
          await lock.release();
        }
        return null;
      },
    };
  }

  /** The shares of one stage, if the video is long enough to be shared. */
  async function share(payload: RunPayload, stage: SharedStage, context: JobContext): Promise<void> {
    const of = Math.min(MOST_SHARES, Math.ceil(payload.videoSeconds / parts.shareSeconds));
    if (of < 2) return;
    const shares = Array.from({ length: of }, (_, index) => ({ ...payload, stage, index, of }));
    await context.spawn(operations.segment, shares);
  }

  return [
    handler(operations.detectTrack, async (run, payload, context) => {
      await analyzePart(run, { until: 'scan', context });
      await share(payload, 'detect', context);
      await analyzePart(run, { until: 'track', context });
    }),
    handler(operations.facesEmbed, async (run, payload, context) => {
      await share(payload, 'embed', context);
      await analyzePart(run, { until: 'embed', context });
    }),
    handler(operations.cluster, (run, _, context) => makeResult(run, context)),
    handler(operations.analyze, async (run, _, context) => {
      const { signal } = context;
      const folder = folderOf(run);
      if (!(await hasResultOf(folder, run.id))) await makeResult(run, context);
      await parts.publish({ runId: run.id, folder, signal });
      await parts.sync.clear(run.place);
    }),
    {
      definition: operations.segment,
      async run(raw, context) {
        const { run: id, ...payload } = operations.segment.payload.parse(raw);
        const run = await readRunFacts(database.queries, id);
        const { stage, index, of } = payload;
        const message = beginning(`${stage}, share ${index + 1} of ${of},`, context);
        await logRun(parts, run.id, { level: 'info', message });
        await analyzePart(run, { share: payload, context });
        return null;
      },
    },
  ];
}

const linesOf = ({ acceptLikeness, askLikeness }: AdoptedLines) => ({ acceptLikeness, askLikeness });

/** Puts what has been seen where it is watched. One after the other; what comes in between is passed over, and so is a failure. */
function showPreviews(previews: Pick<RunPreviews, 'put'>, run: string, part: string): (preview: Preview) => void {
  let isBusy = false;
  return (preview) => {
    if (isBusy) return;
    isBusy = true;
    previews
      .put(run, part, preview)
      .catch(() => {})
      .finally(() => {
        isBusy = false;
      });
  };
}

const codeOf = (reason: unknown): string | null => (reason instanceof UserError ? reason.code : null);

/** `detect_track begins on worker box-7 (process 411), try 2.` */
function beginning(what: string, { attempt }: JobContext): string {
  const again = attempt > 1 ? `, try ${attempt}` : '';
  return `${what} begins on worker ${os.hostname()} (process ${process.pid})${again}.`;
}

/** What fails for good is told with the run's state. */
function isTriedAgain({ retry }: RunJob, error: unknown, { attempt, signal }: JobContext): error is UserError {
  return error instanceof UserError && error.retryable && attempt < (retry?.attempts ?? 1) && !signal.aborted;
}

const againBecause = ({ name }: RunJob, { message }: UserError): LogLine => ({
  level: 'warn',
  message: `${name} failed and is tried again: ${message}`,
});

const LOCK_POLL_MS = 1_000;

async function takeLock(
  { locks, lockPatienceMs }: RunWorkerParts,
  work: { episode: string; operation: string },
  { signal, id }: JobContext,
): Promise<HeldLock> {
  const until = performance.now() + lockPatienceMs;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await locks.take(work, `${os.hostname()}:${process.pid}:${id}`);
    } catch (error) {
      if (!(error instanceof UserError && error.code === 'jobs.locked') || performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
    }
  }
}

async function interrupted(parts: JournalStores, run: RunFacts): Promise<void> {
  await setRunState(parts, run, {
    state: 'interrupted',
    code: 'jobs.shutting-down',
    reason: 'The worker was ended. The run goes on where it stopped as soon as a worker is there.',
  });
}
