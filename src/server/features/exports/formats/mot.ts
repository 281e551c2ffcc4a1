/**
 * MOT Challenge rows `frame,id,left,top,width,height,conf,1,1` of people: frames from 1, boxes in decoded pixels, the id that of
 * the person's first identity, −1 for faces that belong to nobody. A person has a box in exactly the frames that begin inside one
 * of their intervals. Where the rules that were asked for see somebody in frames that have no box, it is put in between the boxes
 * that there are.
 */
import { frameStartSeconds } from '../../../../pipeline/frame-times.ts';
import { frameIndex } from '../../../../pipeline/units.ts';
import type { ScreenTimeRowShape } from '../../../contract/screen-time.ts';
import type { ExportData } from '../export-data.ts';
import { type BoxRow, boxesByShot, formatBox } from './mot-rows.ts';

interface Presence {
  readonly id: number;
  readonly receipt: ScreenTimeRowShape['receipts'][number];
}

export async function* mot(data: ExportData): AsyncGenerator<string> {
  const byShot = presencesByShot(data.table.rows);
  for await (const { shot, boxes } of boxesByShot(data.boxLines(), data.shots)) {
    const rows = (byShot.get(shot.number) ?? []).flatMap((presence) => boxesOf(presence, { boxes, data }));
    rows.sort((a, b) => a.frame - b.frame || a.id - b.id || b.score - a.score);
    // One box per person and frame: two tracks of one person may overlap.
    const kept = rows.filter(
      (row, n) => row.id === -1 || row.id !== rows[n - 1]?.id || row.frame !== rows[n - 1]?.frame,
    );
    if (kept.length > 0) yield `${kept.map(formatBox).join('\n')}\n`;
  }
}

function presencesByShot(rows: readonly ScreenTimeRowShape[]): ReadonlyMap<number, Presence[]> {
  const byShot = new Map<number, Presence[]>();
  for (const { subject, identities, receipts } of rows) {
    const id = subject === 'unattributed' ? -1 : (identities[0] ?? -1);
    for (const receipt of receipts) byShot.set(receipt.shot, [...(byShot.get(receipt.shot) ?? []), { id, receipt }]);
  }
  return byShot;
}

function boxesOf(
  { id, receipt }: Presence,
  { boxes, data }: { readonly boxes: readonly BoxRow[]; readonly data: ExportData },
): BoxRow[] {
  const { frameTable } = data.timeline;
  const [first, end] = [receipt.startSeconds, receipt.endSeconds].map((at) =>
    firstFrameFrom(frameTable.pts.length, (n) => frameStartSeconds(frameTable, frameIndex(n)) >= at),
  ) as [number, number];
  const tracks = new Set(receipt.tracks);
  const own = boxes.filter(({ id: track }) => tracks.has(track));
  const rows: BoxRow[] = own.filter(({ frame }) => frame > first && frame <= end).map((box) => ({ ...box, id }));
  const covered = new Set(rows.map(({ frame }) => frame));
  for (let frame = first + 1; frame <= end; frame++) {
    const between = covered.has(frame) ? null : boxBetween(own, frame);
    if (between) rows.push({ ...between, id });
  }
  return rows;
}

/** The number of frames before the first one for which it holds. */
function firstFrameFrom(frames: number, holds: (frame: number) => boolean): number {
  let low = 0;
  let high = frames;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function boxBetween(boxes: readonly BoxRow[], frame: number): BoxRow | null {
  const before = boxes.findLast((box) => box.frame < frame) ?? null;
  const after = boxes.find((box) => box.frame > frame && (before === null || box.id === before.id)) ?? null;
  const [a, b] = [before ?? after, after ?? before];
  if (a === null || b === null) return null;
  const share = b.frame === a.frame ? 0 : (frame - a.frame) / (b.frame - a.frame);
  const mix = (from: number, to: number): number => from + (to - from) * share;
  return {
    id: a.id,
    frame,
    left: mix(a.left, b.left),
    top: mix(a.top, b.top),
    width: mix(a.width, b.width),
    height: mix(a.height, b.height),
    score: Math.min(a.score, b.score),
  };
}
