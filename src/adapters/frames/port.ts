/**
 * Port: a video file as frames with exact times.
 *
 * Pictures are upright (rotation applied), have square pixels, progressive, 8-bit RGB, SDR BT.709 primaries.
 */
import type { RgbPicture } from '../../pipeline/units.ts';

/** How the stored samples encode colour: ffmpeg's names, with a value assumed where the file has no tag. */
export interface VideoColour {
  /** YCbCr matrix for ffmpeg's `scale` filter; `rgb` when the samples are RGB already. */
  readonly matrix: 'bt601' | 'bt709' | 'bt2020' | 'smpte240m' | 'fcc' | 'rgb';
  /** `limited` (16–235) or `full` (0–255). */
  readonly range: 'limited' | 'full';
  /** Primaries as ffprobe names them (`bt709`, `bt2020`, `smpte170m` …), null when untagged. */
  readonly primaries: string | null;
}

export interface VideoProbe {
  readonly path: string;
  /** Container format name, codec, pixel format: as ffprobe names them. */
  readonly container: string;
  readonly codec: string;
  readonly pixelFormat: string;
  /** Upright decoded pixel grid (after rotation, before the sample aspect ratio). MOT files use these pixels. */
  readonly width: number;
  readonly height: number;
  /** Upright size in square pixels: the coordinate space of the pipeline. `displayHeight === height`, width is stretched. */
  readonly displayWidth: number;
  readonly displayHeight: number;
  /** Clockwise degrees applied to get upright pictures: 0, 90, 180 or 270. */
  readonly rotation: 0 | 90 | 180 | 270;
  readonly sampleAspectRatio: { readonly numerator: number; readonly denominator: number };
  readonly timeBase: { readonly numerator: number; readonly denominator: number };
  readonly averageFrameRate: number | null;
  /** Seconds the container claims, null when it does not say. An estimate: the frames decide. */
  readonly durationSeconds: number | null;
  /** PTS in ticks of the first frame as the container claims it. */
  readonly startPts: number | null;
  readonly interlaced: boolean;
  readonly bitDepth: number;
  readonly dynamicRange: 'sdr' | 'pq' | 'hlg';
  readonly colour: VideoColour;
  readonly videoStreams: number;
  readonly audioStreams: number;
  /** Codec of the first audio stream as ffprobe names it; null when there is no sound. */
  readonly audioCodec: string | null;
  /** Time code of the first frame as the file tells it (`01:00:00:00`, drop-frame `01:00:00;00`); null where it does not. */
  readonly startTimecode: string | null;
  /** Index of the chosen video stream in the container (the first real one: cover art does not count). */
  readonly streamIndex: number;
}

export interface DecodedFrame {
  /** Presentation time stamp in ticks of `VideoProbe.timeBase`. */
  readonly pts: number;
  /**
   * Ticks this frame is shown according to the container; null when unknown. Many containers only know an average, so
   * the PTS of the next frame always wins; this serves for the last frame.
   */
  readonly durationTicks: number | null;
  readonly picture: RgbPicture;
}

export interface DecodeOptions {
  /** Size of the delivered pictures; the whole upright picture is scaled to it. */
  readonly width: number;
  readonly height: number;
  /**
   * Deliver only the frames with these PTS (ascending). The decoder may seek; it still delivers exactly these
   * frames with the same pixels as a decode from the start would. Absent: all frames.
   */
  readonly onlyPts?: readonly number[];
  /**
   * Each picture is overwritten by the next: for consumers that keep none. Fresh memory for every picture is dear.
   * Absent: each picture owns its bytes.
   */
  readonly reusePicture?: boolean;
  /** Decoder threads; absent: ffmpeg decides. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
}

/** Something about the decode that the user should know but that does not stop the run. */
export interface DecodeWarning {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

export interface FrameSource {
  /**
   * What was found out about the programs that decode, as plain JSON: another process that composes its frame source
   * from it need not look again. Only the implementation reads it.
   */
  readonly foundPrograms: unknown;
  /** @throws VideoError when the path is no readable video; the message says what is wrong and what to do. */
  probe(path: string, options?: { readonly signal?: AbortSignal }): Promise<VideoProbe>;
  /**
   * Frames in presentation order with strictly increasing PTS, decoded no faster than they are consumed. Ending the iteration early ends the
   * decoder. A file that breaks off in the middle yields what could be decoded and reports a warning.
   *
   * @throws VideoError when nothing decodes, or the decoder hangs or is killed; the signal's reason when aborted.
   */
  frames(
    video: VideoProbe,
    options: DecodeOptions,
    onWarning?: (warning: DecodeWarning) => void,
  ): AsyncIterable<DecodedFrame>;
}

export interface TranscodeOptions {
  readonly signal?: AbortSignal;
  /** Told how many seconds of the video are done. */
  readonly onSeconds?: (seconds: number) => void;
}

/** A part of a video with something drawn over it. */
export interface OverlayClip {
  /** Ticks of the first frame, and of the first one that is not in it any more. */
  readonly startPts: number;
  readonly endPts: number;
  /** Folder with `overlay.ass`, whose times are {@link OVERLAY_TIME_SCALE} times those of the clip, and `fonts/`. */
  readonly overlayFolder: string;
  /** An absolute path. */
  readonly target: string;
}

/** Subtitles know hundredths of a second, too coarse for frames: time is stretched while they are drawn. */
export const OVERLAY_TIME_SCALE = 100;

export interface VideoTranscoder {
  /**
   * As {@link toBrowserVideo}, of a part of the video and with subtitles (ASS) burned in. Its first frame is at 0.
   *
   * @throws VideoError; the signal's reason when aborted.
   */
  toOverlayClip(video: VideoProbe, clip: OverlayClip, options?: TranscodeOptions): Promise<void>;
  /**
   * Writes a rendition that every browser plays: MP4 with its index first, H.264 with 8 bits, AAC, upright, square pixels, SDR,
   * at most 1920×1080 (or 1080×1920). Its first frame is at 0, and every frame keeps its distance to the first. A file that breaks
   * off in the middle gives a shorter one. When it fails, nothing stays.
   *
   * @throws VideoError; the signal's reason when aborted.
   */
  toBrowserVideo(video: VideoProbe, target: string, options?: TranscodeOptions): Promise<void>;
}

export interface StillsOptions {
  /** Whole seconds from one picture to the next. */
  readonly everySeconds: number;
  /** Size of the delivered pictures; the whole upright picture is scaled to it. */
  readonly width: number;
  readonly height: number;
  readonly signal?: AbortSignal;
}

/** A few pictures of a video, to look at: quick rather than exact. Nothing is measured from them. */
export interface VideoStills {
  /**
   * The pictures that are on screen at 0, `everySeconds`, twice that … after the first frame, to within a few frames. Each
   * overwrites the one before. A file that breaks off in the middle gives fewer.
   *
   * @throws VideoError when nothing decodes; the signal's reason when aborted.
   */
  every(video: VideoProbe, options: StillsOptions): AsyncIterable<RgbPicture>;
  /** One picture in full quality at about this many seconds; null where the decoder cannot jump there. @throws as `every`. */
  near(
    video: VideoProbe,
    options: Omit<StillsOptions, 'everySeconds'> & { readonly seconds: number },
  ): Promise<RgbPicture | null>;
}
