/** Joins what the passes over one picture found into one list of faces. */
import { iou } from '../geometry/iou.ts';
import type { PixelBox } from '../units.ts';
import { innerBorders } from './inner-borders.ts';
import type { RawFace } from './region-detector.ts';
import { isSameFace } from './suppress.ts';

/** Where a tile cuts through a face the box ends at the tile's edge; within this many input pixels counts as cut. */
const EDGE_PIXELS = 2;

/** Drops faces that a tile border cuts: the overlapping neighbour shows them whole. Picture borders do cut faces for real. */
export function dropCutFaces(
  faces: readonly RawFace[],
  region: PixelBox,
  picture: { width: number; height: number },
): RawFace[] {
  const inner = innerBorders(region, picture);
  return faces.filter(({ box, inputSize }) => {
    const margin = (EDGE_PIXELS * Math.max(box.width, box.height)) / inputSize;
    const cutLeft = inner.left && box.left < region.left + margin;
    const cutTop = inner.top && box.top < region.top + margin;
    const cutRight = inner.right && box.left + box.width > region.left + region.width - margin;
    const cutBottom = inner.bottom && box.top + box.height > region.top + region.height - margin;
    return !(cutLeft || cutTop || cutRight || cutBottom);
  });
}

/**
 * One entry per face. The face with the most support speaks for its group; its box is the mean of the group's boxes
 * that overlap it well, weighted by score · support.
 */
export function mergePasses(faces: readonly RawFace[]): RawFace[] {
  const order = [...faces].sort(
    (a, b) => weight(b) - weight(a) || b.score - a.score || a.box.left - b.box.left || a.box.top - b.box.top,
  );
  const groups: RawFace[][] = [];
  for (const face of order) {
    const group = groups.find(([lead]) => lead && isSameFace(lead.box, face.box));
    if (group) group.push(face);
    else groups.push([face]);
  }
  return groups.flatMap((group) => {
    const lead = group[0];
    if (!lead) return [];
    const agreeing = group.filter((face) => iou(face.box, lead.box) > 0.5);
    const score = Math.max(...agreeing.map((face) => face.score));
    return [{ ...lead, score, box: meanBox(agreeing) }];
  });
}

const weight = (face: RawFace): number => face.score * face.support;

function meanBox(faces: readonly RawFace[]): PixelBox {
  let total = 0;
  const sum = { left: 0, top: 0, width: 0, height: 0 };
  for (const face of faces) {
    const w = weight(face);
    total += w;
    sum.left += w * face.box.left;
    sum.top += w * face.box.top;
    sum.width += w * face.box.width;
    sum.height += w * face.box.height;
  }
  return { left: sum.left / total, top: sum.top / total, width: sum.width / total, height: sum.height / total };
}
