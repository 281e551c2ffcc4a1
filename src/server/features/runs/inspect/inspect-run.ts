/** One frame of a finished run as a picture, with boxes and names. */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { FrameSource, VideoProbe } from '../../../../adapters/frames/port.ts';
import { UserError } from '../../../../errors.ts';
import type { RgbPicture } from '../../../../pipeline/units.ts';
import { readSource } from '../../../jobs/analyze/probe-stage.ts';
import { readScan } from '../../../jobs/analyze/scan-files.ts';
import { type IdentityEntry, parseIdentities } from '../artifacts/identities-json.ts';
import { parseRun, type RunRecord } from '../artifacts/run-json.ts';
import { readArtifact } from '../artifacts/write-artifact.ts';
import { drawableText } from './dot-letters.ts';
import { drawBoxes, type LabelledBox } from './draw-boxes.ts';
import { readFrameBoxes } from './read-frame-boxes.ts';

export interface InspectRequest {
  /** A finished result folder. */
  readonly directory: string;
  /** Seconds since the first frame. */
  readonly at: number;
  /** The video, where it is no longer at its old place; null: where it was. */
  readonly video: string | null;
  readonly signal?: AbortSignal;
}

export interface InspectedFrame {
  readonly png: Uint8Array;
  /** 1-based. */
  readonly frame: number;
  readonly seconds: number;
  /** What is written at the boxes, by their left edge. */
  readonly labels: readonly string[];
}

/**
 * Draws the frame that is shown at a moment: the last one at or before it.
 *
 * @throws UserError when the run is unfinished, the moment lies outside of the video, or the video is gone or another one.
 */
export async function inspectRun(frames: FrameSource, request: InspectRequest): Promise<InspectedFrame> {
  const { directory, at, signal } = request;
  const place = path.join(directory, 'run.json');
  const run = parseRun(await readArtifact(place), place);
  const { durationSeconds } = run.input;
  if (at > durationSeconds) {
    const message = `The video ends at ${durationSeconds.toFixed(1)} s: give --at a moment before that.`;
    throw new UserError('inspect.outside', message);
  }
  const moment = await momentAt(directory, at);
  const video = await findVideo(frames, request, run);
  const picture = await decodeFrame(frames, { video, pts: moment.pts, signal });
  const boxes = await labelledBoxes(directory, moment.frame, video);
  const labels = boxes.toSorted((a, b) => a.box.left - b.box.left).map(({ label }) => label);
  return { png: await drawBoxes(picture, boxes), frame: moment.frame, seconds: moment.seconds, labels };
}

interface Moment {
  /** 1-based. */
  readonly frame: number;
  readonly pts: number;
  readonly seconds: number;
}

/** Among all frames where the work folder still knows them, else among the analysed ones. */
async function momentAt(directory: string, at: number): Promise<Moment> {
  const scans = path.join(directory, 'work', 'scan');
  const [name] = await readdir(scans).catch(() => []);
  const scan = name === undefined ? null : await readScan(path.join(scans, name));
  if (scan === null) return analysedMomentAt(path.join(directory, 'frames.csv'), at);
  const { pts, timeBase } = scan.frameTable;
  const secondsOf = (ticks: number): number => ((ticks - (pts[0] ?? 0)) * timeBase.numerator) / timeBase.denominator;
  // A millionth forgives moments that were printed with six decimals.
  const after = pts.findIndex((ticks) => secondsOf(ticks) > at + 1e-6);
  const frame = Math.max(0, (after === -1 ? pts.length : after) - 1);
  return { frame: frame + 1, pts: pts[frame] ?? 0, seconds: secondsOf(pts[frame] ?? 0) };
}

async function analysedMomentAt(file: string, at: number): Promise<Moment> {
  let best: Moment | null = null;
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    const [frame, pts, , seconds] = line.split(',').map(Number);
    if (frame === undefined || pts === undefined || seconds === undefined || Number.isNaN(frame)) continue;
    if (best !== null && seconds > at + 1e-6) break;
    best = { frame, pts, seconds };
  }
  if (best === null) throw new UserError('inspect.no-frames', `${file} names no frame: run the analysis again.`);
  return best;
}

async function findVideo(frames: FrameSource, request: InspectRequest, run: RunRecord): Promise<VideoProbe> {
  const { directory, video, signal } = request;
  const source = await readSource(path.join(directory, 'work'));
  const file = video ?? source?.path;
  const remedy = `name the video ${run.input.file} with --video <file>.`;
  if (file === undefined) throw new UserError('inspect.no-video', `Where the video lies is not known: ${remedy}`);
  const probe = await frames.probe(file, signal ? { signal } : {}).catch((cause: unknown) => {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError('inspect.no-video', `${cause.message} Or ${remedy}`, { cause });
  });
  const { width, height } = run.input.probe;
  if (probe.width !== width || probe.height !== height) {
    throw new UserError('inspect.other-video', `${file} is not the video that was analysed: ${remedy}`);
  }
  return probe;
}

async function decodeFrame(
  frames: FrameSource,
  { video, pts, signal }: { video: VideoProbe; pts: number; signal: AbortSignal | undefined },
): Promise<RgbPicture> {
  const size = { width: video.displayWidth, height: video.displayHeight };
  for await (const frame of frames.frames(video, { ...size, onlyPts: [pts], ...(signal && { signal }) })) {
    return frame.picture;
  }
  throw new UserError('inspect.no-frame', `${video.path} has no such frame: is it the video that was analysed?`);
}

/** Colours that can be told apart, also by most who are colour-blind (after Okabe and Ito, 2008). */
const COLOURS = ['#56b4e9', '#e69f00', '#009e73', '#f0e442', '#cc79a7', '#d55e00', '#8fd175', '#a8a8ff'];
const NOBODY = '#d0d0d0';

async function labelledBoxes(directory: string, frame: number, video: VideoProbe): Promise<readonly LabelledBox[]> {
  const place = path.join(directory, 'identities.json');
  const identities = parseIdentities(await readArtifact(place), place);
  const owners = new Map(identities.flatMap((each) => each.tracks.map((track) => [track, each] as const)));
  const analysed = await isAnalysed(path.join(directory, 'frames.csv'), frame);
  const across = video.displayWidth / video.width;
  const boxes = await readFrameBoxes(path.join(directory, 'tracks.mot.txt'), frame);
  return boxes.map(({ id, box }) => {
    const owner = owners.get(id);
    return {
      box: { ...box, left: box.left * across, width: box.width * across },
      label: owner ? nameOf(owner) : `unknown (track ${id})`,
      colour: owner ? (COLOURS[(owner.identity - 1) % COLOURS.length] ?? NOBODY) : NOBODY,
      dashed: !analysed,
    };
  });
}

function nameOf({ identity, name }: IdentityEntry): string {
  return (name === null ? null : drawableText(name)) ?? `Person ${identity}`;
}

async function isAnalysed(file: string, frame: number): Promise<boolean> {
  return (await readArtifact(file)).includes(`\n${frame},`);
}
