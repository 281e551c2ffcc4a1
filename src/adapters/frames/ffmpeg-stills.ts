import type { RgbPicture } from '../../pipeline/units.ts';
import { fileInput } from './ffmpeg-input.ts';
import { startFfmpeg } from './ffmpeg-process.ts';
import { toRgb, turn } from './filter-graph.ts';
import { toSdr } from './hdr-filters.ts';
import { type FfmpegBinaries, hasZscale } from './locate-ffmpeg.ts';
import type { StillsOptions, VideoProbe, VideoStills } from './port.ts';
import { readPictures } from './read-pictures.ts';
import { watchForStall } from './stall-watch.ts';
import { VideoError } from './video-error.ts';

/** A decoder that gives no picture for this long is taken to hang. Between two there may be half a minute of video. */
const STALL_MS = 300_000;
/**
 * Frames that no other needs are left out, and blocks are not smoothed: a third of the time of a full decode, and at the size of a
 * thumbnail nobody sees it.
 */
const QUICK = ['-skip_frame', 'noref', '-skip_loop_filter', 'all'];

type Size = Pick<StillsOptions, 'width' | 'height'>;
interface StillsRun extends Size {
  readonly args: readonly string[];
  readonly signal: AbortSignal | undefined;
}

/** Stills through ffmpeg. Find the programs with `findFfmpeg`. */
export function createFfmpegStills(binaries: FfmpegBinaries): VideoStills {
  async function argumentsFor(video: VideoProbe, size: Size, way: { before: readonly string[]; rate: string | null }) {
    const zscale = toSdr(video) !== null && (await hasZscale(binaries));
    const chain = [
      ...(video.interlaced ? ['bwdif=mode=send_frame:parity=auto:deint=interlaced'] : []),
      'setpts=PTS-STARTPTS',
      // Each picture is the last one that began by then: what is on screen.
      ...(way.rate === null ? [] : [`fps=fps=${way.rate}:round=up:start_time=0`]),
      ...toRgb({ video, ...size, zscale }),
      ...turn(video.rotation),
    ];
    return [
      ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'repeat+level+warning', '-noautorotate', ...way.before],
      ...fileInput(video.path),
      ...['-filter_complex', `[0:${video.streamIndex}]${chain.join(',')}[picture]`, '-map', '[picture]'],
      ...(way.rate === null ? ['-frames:v', '1'] : []),
      ...(binaries.fpsMode ? ['-fps_mode', 'passthrough'] : ['-vsync', 'passthrough']),
      ...['-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'],
    ];
  }

  return {
    async *every(video, { everySeconds, signal, ...size }) {
      const args = await argumentsFor(video, size, { before: QUICK, rate: `1/${everySeconds}` });
      let count = 0;
      for await (const picture of runStills(binaries.ffmpeg, { args, ...size, signal })) {
        count++;
        yield picture;
      }
      if (count > 0) return;
      throw new VideoError('video.nothing-decodes', 'FFmpeg gave no picture of the video: check that it plays.');
    },
    async near(video, { seconds, signal, ...size }) {
      const args = await argumentsFor(video, size, { before: ['-ss', seconds.toFixed(3)], rate: null });
      for await (const picture of runStills(binaries.ffmpeg, { args, ...size, signal })) return picture;
      return null;
    },
  };
}

/** However the iteration ends, ffmpeg is gone afterwards. */
async function* runStills(
  program: string,
  { args, width, height, signal }: StillsRun,
): AsyncGenerator<RgbPicture, void> {
  signal?.throwIfAborted();
  const process = startFfmpeg(program, args);
  process.yieldToOthers();
  signal?.addEventListener('abort', process.kill);
  const watch = watchForStall(process, STALL_MS);
  const pictures = readPictures(process.pictures, { size: width * height * 3, reuse: true });
  try {
    for (;;) {
      const data = await watch.while(pictures.next());
      signal?.throwIfAborted();
      if (data.done) break;
      yield { width, height, data: data.value };
    }
    const { startError: cause, signal: by } = await process.ended;
    if (by !== null) {
      const message = `FFmpeg was ended by ${by}, often because memory ran out: free some and try again.`;
      throw new VideoError('video.decoder-out-of-resources', message, { retryable: true });
    }
    if (cause === null) return;
    throw new VideoError('video.decoder-missing', `${program} does not run: install FFmpeg again.`, { cause });
  } finally {
    watch.stop();
    signal?.removeEventListener('abort', process.kill);
    await process.stop();
  }
}
