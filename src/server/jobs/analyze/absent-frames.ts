import type { RunWarning } from './json-shapes.ts';

/** Says that frames which the scan saw did not come again; null when all came. */
export function absentFrames(count: number): RunWarning | null {
  if (count === 0) return null;
  return {
    code: 'video.frames-absent',
    message: `${count} chosen frames could not be decoded a second time.`,
    remedy: 'Was the file replaced while it was read? Delete the work folder and run the analysis again.',
  };
}
