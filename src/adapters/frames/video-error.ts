import { UserError } from '../../errors.ts';

/** What can be wrong with a video file or its decoding. */
export type VideoErrorCode =
  | 'video.missing'
  | 'video.is-directory'
  | 'video.not-a-file'
  | 'video.unreadable'
  | 'video.empty'
  | 'video.not-a-video'
  | 'video.no-index'
  | 'video.no-video-stream'
  | 'video.too-large-picture'
  | 'video.nothing-decodes'
  | 'video.decoder-hangs'
  | 'video.decoder-killed'
  | 'video.decoder-out-of-resources'
  | 'video.decoder-missing';

/** A video that cannot be used, or a decoder that failed: one line saying what is wrong and what to do. */
export class VideoError extends UserError {
  override readonly name = 'VideoError';

  constructor(code: VideoErrorCode, message: string, options: { cause?: unknown; retryable?: boolean } = {}) {
    super(code, message, options);
  }
}
