import { allFrames, chosenFrames, type Decoding } from './decode-frames.ts';
import { isHdr, toSdr } from './hdr-filters.ts';
import { type FfmpegBinaries, hasZscale } from './locate-ffmpeg.ts';
import type { DecodedFrame, DecodeOptions, DecodeWarning, FrameSource } from './port.ts';
import { probeVideo } from './probe-video.ts';

/** A decoder that gives no picture for this long is taken to hang. */
const STALL_MS = 120_000;

/** Frames through ffmpeg. Find the programs with `findFfmpeg`. */
export function createFfmpegFrameSource(binaries: FfmpegBinaries): FrameSource {
  return {
    foundPrograms: binaries,
    probe: (path, options = {}) => probeVideo(binaries.ffprobe, path, options.signal),
    frames(video, { onlyPts, ...options }, warn = () => {}) {
      const limits = { signal: options.signal, stallMs: STALL_MS };
      return decodeFrames({ binaries, video, options, limits, warn }, onlyPts);
    },
  };
}

async function* decodeFrames(
  request: Omit<Decoding, 'zscale'>,
  onlyPts: DecodeOptions['onlyPts'],
): AsyncGenerator<DecodedFrame, void> {
  const { video, binaries, warn } = request;
  // Asking starts a program, and most videos have nothing to convert.
  const decoding = { ...request, zscale: toSdr(video) !== null && (await hasZscale(binaries)) };
  if (isHdr(video) && !decoding.zscale) warn(notToneMapped());
  yield* onlyPts === undefined ? allFrames(decoding) : chosenFrames(decoding, onlyPts);
}

function notToneMapped(): DecodeWarning {
  return {
    code: 'video.hdr-not-tone-mapped',
    message: 'The video is HDR and this FFmpeg cannot tone-map it: pictures are flat and grey.',
    remedy: 'Install an FFmpeg that has the zscale filter (built with libzimg).',
  };
}
