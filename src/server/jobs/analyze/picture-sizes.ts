/** At which size a video is looked at. Sizes depend on the video and the profile alone, never on the machine. */
import type { VideoProbe } from '../../../adapters/frames/port.ts';
import type { PictureSize } from './json-shapes.ts';

/** Faces are embedded from pictures of at most this many pixels. */
const EMBEDDING_AREA = 1920 * 1080;

/** The picture's shape in about `area` pixels, both sides even, never enlarged. */
export function fitArea(video: Pick<VideoProbe, 'displayWidth' | 'displayHeight'>, area: number): PictureSize {
  const { displayWidth, displayHeight } = video;
  const factor = Math.min(1, Math.sqrt(area / (displayWidth * displayHeight)));
  if (factor === 1) return { width: displayWidth, height: displayHeight };
  const even = (side: number): number => Math.max(2, 2 * Math.round((side * factor) / 2));
  return { width: even(displayWidth), height: even(displayHeight) };
}

export function embeddingSize(video: VideoProbe): PictureSize {
  return fitArea(video, EMBEDDING_AREA);
}
