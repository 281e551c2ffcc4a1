/**
 * By how much the clock of one video is ahead of another's, when both show the same material: trimmed at the start or the end,
 * encoded anew, at another frame rate.
 *
 * Candidates come from cuts and sightings that would coincide (shift-votes.ts). Each is held against everything: how well
 * the faces of the one lie on those of the other, in both directions, and how many cuts coincide. The best is refined until
 * the faces fit best, and then put where the cuts are, which are exact to a frame.
 */
import { iou } from '../geometry/iou.ts';
import { likenessOf, type MatchableResult, type MatchableTrack } from './matchable-result.ts';
import { innerCuts, shiftCandidates } from './shift-votes.ts';
import { type TrackPaths, trackPaths } from './track-paths.ts';

export interface TimeShift {
  /** Added to a time of the one video, it is the time in the other. Exactly 0 where nothing was cut off. */
  readonly seconds: number;
  /** How well the two agree at that shift, 0–1: 1 is the same result, from about 0.6 there is no doubt. */
  readonly trust: number;
}

/** Cuts of the same picture change are this near, at any usual frame rate. */
const SAME_CUT_S = 0.06;
/** Boxes and cuts from which their word counts in full. */
const ENOUGH_BOXES = 20;
const ENOUGH_CUTS = 4;
/** More boxes make nothing clearer. */
const MOST_BOXES = 500;
/** Faces of other material agree this well by chance: people are in the middle of the picture. */
const LEAST_AGREEMENT = 0.42;
/** Where little is common, other material agrees by chance too: 3 of 1,500 pairs of made-up videos, at .15 to .17. */
const LEAST_TRUST = 0.25;
/** Half of the tracks that lie on each other must look at least this alike, where that can be told. */
const LEAST_LIKENESS = 0.3;
/** Videos of so equal length are not trimmed, unless another shift fits clearly better. */
const SAME_LENGTH_S = 0.06;
const CLEARLY = 0.02;
const FINEST_STEP_S = 0.004;

interface Side {
  readonly result: MatchableResult;
  readonly paths: TrackPaths;
  readonly boxes: MatchableTrack['boxes'];
  readonly cuts: readonly number[];
}

/** Null: not the same material, or nothing to tell it by. */
export function estimateShift(from: MatchableResult, to: MatchableResult): TimeShift | null {
  const [old, now] = [sideOf(from), sideOf(to)];
  const ranked = shiftCandidates(from, to)
    .map((shift) => ({ shift, fit: fitAt(old, now, shift) }))
    .sort((a, b) => b.fit.total - a.fit.total);
  const refined = ranked.slice(0, 4).map(({ shift }) => onCuts(old, now, climb(old, now, shift)));
  let best = { shift: 0, fit: fitAt(old, now, 0) };
  const isSameLength = Math.abs(from.duration - to.duration) <= SAME_LENGTH_S;
  for (const shift of refined) {
    const fit = fitAt(old, now, shift);
    const needed = best.fit.total + (isSameLength && best.shift === 0 ? CLEARLY : 0);
    if (fit.total > needed) best = { shift, fit };
  }
  const { shift, fit } = best;
  const isBeyondChance = fit.agreement >= LEAST_AGREEMENT && fit.total >= LEAST_TRUST;
  if (!isBeyondChance || !looksAlike(old, now, shift)) return null;
  return { seconds: shift, trust: Math.min(1, fit.total) };
}

function sideOf(result: MatchableResult): Side {
  const all = result.tracks.flatMap(({ boxes }) => boxes);
  const every = Math.max(1, Math.ceil(all.length / MOST_BOXES));
  return {
    result,
    paths: trackPaths(result),
    boxes: all.filter((_, index) => index % every === 0),
    cuts: innerCuts(result),
  };
}

interface Fit {
  /** How well boxes and cuts agree where both videos have pictures, 0–1. */
  readonly agreement: number;
  /** The same, less where little of the shorter video is common. */
  readonly total: number;
}

function fitAt(old: Side, now: Side, shift: number): Fit {
  const start = Math.max(0, shift);
  const end = Math.min(now.result.duration, old.result.duration + shift);
  const shorter = Math.min(now.result.duration, old.result.duration);
  if (end <= start || shorter <= 0) return { agreement: 0, total: 0 };
  const there = boxAgreement(old, now, shift);
  const back = boxAgreement(now, old, -shift);
  const boxes = there.count + back.count;
  const cuts = cutAgreement(old, now, shift);
  const boxWeight = Math.min(1, boxes / ENOUGH_BOXES);
  const cutWeight = Math.min(1, cuts.count / ENOUGH_CUTS) / 2;
  if (boxWeight + cutWeight === 0) return { agreement: 0, total: 0 };
  const boxShare = boxes === 0 ? 0 : (there.sum + back.sum) / boxes;
  const agreement = (boxWeight * boxShare + cutWeight * cuts.share) / (boxWeight + cutWeight);
  return { agreement, total: agreement * ((end - start) / shorter) };
}

/** How well the boxes of one side lie on boxes of the other, as a sum of overlaps (intersection over union). */
function boxAgreement(one: Side, other: Side, shift: number): { sum: number; count: number } {
  let sum = 0;
  let count = 0;
  for (const box of one.boxes) {
    const then = box.seconds + shift;
    if (then < 0 || then >= other.result.duration) continue;
    count++;
    let best = 0;
    for (const path of other.paths.at(then)) {
      const there = path.at(then);
      if (there) best = Math.max(best, iou(box, there));
    }
    sum += best;
  }
  return { sum, count };
}

/** Share of cuts that coincide. What may have been cut off with its partner does not count. */
function cutAgreement(old: Side, now: Side, shift: number): { share: number; count: number } {
  const start = Math.max(0, shift) + SAME_CUT_S;
  const end = Math.min(now.result.duration, old.result.duration + shift) - SAME_CUT_S;
  const pairs = pairCuts(old.cuts, now.cuts, shift);
  const paired = new Set(pairs.map((pair) => pair.old));
  const partners = new Set(pairs.map((pair) => pair.now));
  const isInside = (seconds: number): boolean => seconds > start && seconds < end;
  const mine = old.cuts.filter((cut) => isInside(cut + shift) && !paired.has(cut));
  const theirs = now.cuts.filter((cut) => isInside(cut) && !partners.has(cut));
  const count = 2 * pairs.length + mine.length + theirs.length;
  return { share: count === 0 ? 0 : (2 * pairs.length) / count, count };
}

/** Cuts that coincide at a shift, each once. Both lists ascend. */
function pairCuts(old: readonly number[], now: readonly number[], shift: number): { old: number; now: number }[] {
  const pairs: { old: number; now: number }[] = [];
  let next = 0;
  for (const cut of old) {
    while (next < now.length && (now[next] ?? 0) < cut + shift - SAME_CUT_S) next++;
    const partner = now[next];
    if (partner === undefined || partner > cut + shift + SAME_CUT_S) continue;
    pairs.push({ old: cut, now: partner });
    next++;
  }
  return pairs;
}

/** The shift nearby at which the two agree best: uphill in smaller and smaller steps. */
function climb(old: Side, now: Side, start: number): number {
  let at = { shift: start, total: fitAt(old, now, start).total };
  for (let step = 0.16; step >= FINEST_STEP_S; ) {
    const sides = [at.shift - step, at.shift + step].map((shift) => ({ shift, total: fitAt(old, now, shift).total }));
    const higher = sides.filter(({ total }) => total > at.total).sort((a, b) => b.total - a.total)[0];
    if (higher) at = higher;
    else step /= 2;
  }
  return at.shift;
}

/** The shift by the cuts that coincide, unless faces speak against it. */
function onCuts(old: Side, now: Side, shift: number): number {
  const differences = pairCuts(old.cuts, now.cuts, shift)
    .map((pair) => pair.now - pair.old)
    .sort((a, b) => a - b);
  const middle = differences[differences.length >> 1];
  if (middle === undefined) return shift;
  return fitAt(old, now, middle).total >= fitAt(old, now, shift).total - CLEARLY ? middle : shift;
}

/** Whether faces that lie on each other look like the same people, as far as that can be told. */
function looksAlike(old: Side, now: Side, shift: number): boolean {
  const likenesses: number[] = [];
  for (const path of old.paths.all) {
    const middle = (path.from + path.to) / 2;
    const box = path.at(middle);
    if (!box) continue;
    const [nearest] = now.paths
      .at(middle + shift)
      .map((other) => ({ other, overlap: iou(box, other.at(middle + shift) ?? box) }))
      .sort((a, b) => b.overlap - a.overlap);
    const likeness = nearest && nearest.overlap > 0 ? likenessOf(path.track, nearest.other.track) : null;
    if (likeness !== null) likenesses.push(likeness);
  }
  const middle = likenesses.sort((a, b) => a - b)[likenesses.length >> 1];
  return middle === undefined || middle >= LEAST_LIKENESS;
}
