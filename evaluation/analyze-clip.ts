import { spawn } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../src/errors.ts';
import { complaintIn } from './child-complaint.ts';

const COMMAND_LINE = fileURLToPath(new URL('../bin/screenalytics.js', import.meta.url));
const VIDEO_EXTENSIONS = new Set(['.mp4', '.mkv', '.mov', '.webm', '.avi', '.ts', '.m4v']);
/** Says that a result directory is ours to empty. */
const MARKER = '.evaluation-result';

export interface AnalyzeOptions {
  readonly profile?: string;
  readonly models?: string;
  /** Absolute path of a folder with one folder of photographs per person. */
  readonly cast?: string;
}

/**
 * The video of a ground-truth directory: `video.mp4`, else its only video file.
 *
 * @throws UserError when there is none, or more than one to choose from.
 */
export async function findVideo(directory: string): Promise<string> {
  const videos = (await readdir(directory)).filter((name) => VIDEO_EXTENSIONS.has(extname(name).toLowerCase()));
  const video = videos.includes('video.mp4') ? 'video.mp4' : videos[0];
  if (video !== undefined && (video === 'video.mp4' || videos.length === 1)) return join(directory, video);
  const found = videos.length === 0 ? 'no video' : `${videos.length} videos and none is called video.mp4`;
  throw new UserError(
    'eval.no-video',
    `${directory} has ${found}. Put the clip there as video.mp4, or score existing results with --runs.`,
  );
}

/**
 * Runs `screenalytics analyze` in a process of its own, from scratch: an earlier result in `out` is removed first.
 *
 * @param out absolute path of the result directory.
 * @returns wall-clock seconds.
 * @throws UserError when `out` holds files that are no earlier result, or the analysis fails.
 */
export async function analyzeClip(video: string, out: string, options: AnalyzeOptions): Promise<number> {
  await emptyResultDirectory(out);
  const started = performance.now();
  await runToEnd(analyzeCommand(video, out, options), video);
  return (performance.now() - started) / 1000;
}

/** Arguments for the running Node that start `screenalytics analyze`. */
export function analyzeCommand(video: string, out: string, options: AnalyzeOptions): string[] {
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  return [COMMAND_LINE, 'analyze', video, '--out', out, '--json', ...flags];
}

async function emptyResultDirectory(out: string): Promise<void> {
  const files = await readdir(out).catch((): string[] => []);
  if (files.length > 0 && !files.includes(MARKER)) {
    throw new UserError(
      'eval.foreign-files',
      `${out} holds files that no evaluation wrote. Choose another --out, or empty it.`,
    );
  }
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await writeFile(join(out, MARKER), '');
}

function runToEnd(args: readonly string[], video: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-4000);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve();
      const reason = complaintIn(errors);
      reject(
        new UserError(
          'eval.analysis-failed',
          `Analysis of ${video} ended with ${signal ?? `exit code ${code}`}: ${reason}`,
        ),
      );
    });
  });
}

/**
 * The photographs to name a clip's identities by: `<cast>/<clip>`, undefined when there is no such folder.
 *
 * @throws UserError when `cast` is no folder.
 */
export async function castOf(clip: string, cast: string): Promise<string | undefined> {
  const folders = await readdir(cast).catch((cause: unknown) => {
    const message = `${cast} is no folder. Give --cast a folder with a folder per clip.`;
    throw new UserError('eval.no-cast', message, { cause });
  });
  return folders.includes(clip) ? join(cast, clip) : undefined;
}
