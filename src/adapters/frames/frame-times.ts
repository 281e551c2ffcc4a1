/** Reads the times of frames from ffmpeg's `framecrc` output. */

/** Time of one frame in ticks of the stream's time base. */
export interface FrameTime {
  readonly pts: number;
  /** Null when ffmpeg does not know. */
  readonly durationTicks: number | null;
}

/** Yields one time per line of the form `stream, dts, pts, duration, size, crc`; lines that begin with `#` are a header. */
export async function* readFrameTimes(pipe: AsyncIterable<Uint8Array>): AsyncGenerator<FrameTime, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of pipe) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const time = frameTime(line);
      if (time !== null) yield time;
    }
  }
  const last = frameTime(rest);
  if (last !== null) yield last;
  return undefined;
}

function frameTime(line: string): FrameTime | null {
  if (line.startsWith('#')) return null;
  const [, dts, pts, duration] = line.split(',').map(Number);
  if (dts === undefined || duration === undefined) return null;
  // A frame without a time stamp (NOPTS) keeps its place so that pictures and times stay in step.
  return { pts: pts === undefined ? Number.NaN : pts, durationTicks: duration > 0 ? duration : null };
}
