/** Finds programs that can decode: those on PATH first, else the ones that the npm packages bring. */
import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { VideoError } from './video-error.ts';

const run = promisify(execFile);

/** Programs to decode with, and what this build of ffmpeg can do. Plain JSON, for other processes of the same run. */
export const ffmpegBinaries = z.object({
  /** Path, or a name to look up on PATH. */
  ffmpeg: z.string().min(1),
  ffprobe: z.string().min(1),
  /** As ffmpeg prints it, for instance `5.1.9-0+deb12u1`. */
  version: z.string(),
  /** Whether `-fps_mode` exists (ffmpeg 5.1 and later); `-vsync` does the same before. */
  fpsMode: z.boolean(),
});
export type FfmpegBinaries = Readonly<z.infer<typeof ffmpegBinaries>>;

export interface FindFfmpegOptions {
  /** Program to try first. Default `ffmpeg`, looked up on PATH. */
  readonly ffmpeg?: string;
  /** Program to try first. Default `ffprobe`, looked up on PATH. */
  readonly ffprobe?: string;
  /** Where a copy goes when the npm package's file may not be made executable. Default `~/.cache/screenalytics/bin`. */
  readonly cacheDir?: string;
}

/**
 * Finds ffmpeg and ffprobe, each on its own.
 *
 * @throws VideoError `video.decoder-missing` when one of them is nowhere, or does not run on this machine.
 */
export async function findFfmpeg(options: FindFfmpegOptions = {}): Promise<FfmpegBinaries> {
  const cacheDir = options.cacheDir ?? join(homedir(), '.cache', 'screenalytics', 'bin');
  const [ffmpeg, ffprobe] = await Promise.all([
    locate('ffmpeg', options.ffmpeg ?? 'ffmpeg', cacheDir),
    locate('ffprobe', options.ffprobe ?? 'ffprobe', cacheDir),
  ]);
  return {
    ffmpeg: ffmpeg.program,
    ffprobe: ffprobe.program,
    version: /^ffmpeg version (\S+)/.exec(ffmpeg.banner)?.[1] ?? 'unknown',
    fpsMode: hasFpsMode(ffmpeg.banner),
  };
}

/** Whether this ffmpeg has the `zscale` filter: without it HDR cannot be tone-mapped well. */
export async function hasZscale({ ffmpeg }: Pick<FfmpegBinaries, 'ffmpeg'>): Promise<boolean> {
  const { stdout: filters } = await run(ffmpeg, ['-hide_banner', '-filters']);
  return /\szscale\s/.test(filters);
}

interface Located {
  readonly program: string;
  readonly banner: string;
}

async function locate(name: 'ffmpeg' | 'ffprobe', preferred: string, cacheDir: string): Promise<Located> {
  const onPath = await banner(preferred);
  if (onPath !== null) return { program: preferred, banner: onPath };
  const shipped = await shippedPath(name);
  if (shipped !== null) {
    const program = await makeExecutable(shipped, cacheDir);
    const text = await banner(program);
    if (text !== null) return { program, banner: text };
  }
  throw new VideoError(
    'video.decoder-missing',
    `No ${name} that runs was found, neither on PATH nor in the npm package @${name}-installer/${name}: install FFmpeg (Debian: apt-get install ffmpeg, macOS: brew install ffmpeg).`,
  );
}

/** What `-version` prints, or null when the program does not run. */
async function banner(program: string): Promise<string | null> {
  try {
    const { stdout } = await run(program, ['-version'], { timeout: 30_000 });
    return stdout;
  } catch {
    return null;
  }
}

async function shippedPath(name: 'ffmpeg' | 'ffprobe'): Promise<string | null> {
  try {
    const installer =
      name === 'ffmpeg' ? await import('@ffmpeg-installer/ffmpeg') : await import('@ffprobe-installer/ffprobe');
    return installer.default.path;
  } catch {
    return null; // The packages throw on platforms that they have no build for.
  }
}

/** The ffprobe package installs its file without the execute bit; where it may not be set, a copy gets it. */
async function makeExecutable(file: string, cacheDir: string): Promise<string> {
  if ((await banner(file)) !== null) return file;
  try {
    await chmod(file, 0o755);
    return file;
  } catch {
    return copyExecutable(file, cacheDir);
  }
}

async function copyExecutable(file: string, cacheDir: string): Promise<string> {
  const copy = join(cacheDir, file.endsWith('.exe') ? 'ffprobe.exe' : 'ffprobe');
  if ((await banner(copy)) !== null) return copy;
  const partial = `${copy}.${process.pid}`;
  try {
    await mkdir(cacheDir, { recursive: true });
    await copyFile(file, partial);
    await chmod(partial, 0o755);
    await rename(partial, copy);
    return copy;
  } catch {
    await rm(partial, { force: true });
    return file; // Not runnable; the caller says so.
  }
}

/** `-fps_mode` came with libavcodec 59.37. The library's version is a number in every build, unlike the program's. */
function hasFpsMode(versionBanner: string): boolean {
  const [, major = 0, minor = 0] = (/libavcodec\s+(\d+)\.\s*(\d+)/.exec(versionBanner) ?? []).map(Number);
  return major > 59 || (major === 59 && minor >= 37);
}
