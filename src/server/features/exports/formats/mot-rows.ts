/** Rows of `tracks.mot.txt`, a shot at a time: no track crosses a cut, and one shot's boxes fit into memory. */
import type { Shot } from '../../../contract/results.ts';

export interface BoxRow {
  /** From 1. */
  readonly frame: number;
  /** Track or person. */
  readonly id: number;
  /** Decoded pixels. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly score: number;
}

export function parseBox(line: string): BoxRow {
  const [frame = 0, id = 0, left = 0, top = 0, width = 0, height = 0, score = 0] = line.split(',').map(Number);
  return { frame, id, left, top, width, height, score };
}

export function formatBox({ frame, id, left, top, width, height, score }: BoxRow): string {
  return `${frame},${id},${[left, top, width, height].map((value) => value.toFixed(1)).join(',')},${score.toFixed(3)},1,1`;
}

/** All shots in order, also those without boxes. @param lines by frame. */
export async function* boxesByShot(
  lines: AsyncIterable<string>,
  shots: readonly Shot[],
): AsyncGenerator<{ readonly shot: Shot; readonly boxes: readonly BoxRow[] }> {
  let at = 0;
  let boxes: BoxRow[] = [];
  for await (const line of lines) {
    if (line === '') continue;
    const box = parseBox(line);
    for (let shot = shots[at]; shot && box.frame - 1 > shot.endFrame; shot = shots[++at]) {
      yield { shot, boxes };
      boxes = [];
    }
    boxes.push(box);
  }
  for (let shot = shots[at]; shot; shot = shots[++at]) {
    yield { shot, boxes };
    boxes = [];
  }
}
