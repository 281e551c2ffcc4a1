/**
 * What became of edits in a run that was made again: whether each was applied there, and whether every moment that it speaks
 * of is on the same account in both runs, after all edits.
 */
import { frameStartSeconds } from '../../src/pipeline/frame-times.ts';
import { matchTracks, type TrackMatching } from '../../src/pipeline/match/match-tracks.ts';
import type { MatchableResult } from '../../src/pipeline/match/matchable-result.ts';
import { conflictsOf } from '../../src/review/conflicts.ts';
import type { LoggedEdit } from '../../src/review/edit.ts';
import { replay } from '../../src/review/replay.ts';
import { type MomentsOfEdit, momentsOfEdits } from './moments-of-edits.ts';
import type { Reviewable } from './read-reviewable.ts';
import { MACHINE, type Subjects, subjectsIn } from './subjects.ts';

export interface ReviewedRun extends Reviewable {
  readonly matchable: MatchableResult;
}

export interface EditsCheck {
  readonly edits: number;
  /** All that they speak of was cut off. */
  readonly cutOff: number;
  readonly attached: number;
  /** Moments of attached edits that could be compared, and how many of them are on the same account. */
  readonly moments: number;
  readonly agreeing: number;
  /** In words. */
  readonly violations: readonly string[];
  readonly unattached: readonly string[];
}

/** Runs look at other frames: where a part begins is uncertain by so many seconds. */
const STRIDE_S = 0.35;
/** Frames of two encodings are never at quite the same time. */
const SAME_MOMENT_S = 0.02;
/** Share of the moments that an edit speaks of that are on the same account, or it is violated. */
const LEAST_AGREEING = 0.5;

export function checkEdits(log: readonly LoggedEdit[], old: ReviewedRun, now: ReviewedRun): EditsCheck {
  const matching = matchTracks(old.matchable, now.matchable);
  const runs = new Map([old, now].map(({ machine }) => [machine.runId, machine]));
  const back = matchTracks(now.matchable, old.matchable);
  const counterparts = (from: string) => (from === old.machine.runId ? matching : back);
  const [before, after] = [old, now].map(({ machine }) => replay({ runId: machine.runId, runs, log, counterparts }));
  if (!before || !after) throw new RangeError('two runs are compared');
  const compare = comparing(
    { run: old, subjects: subjectsIn(old, before.state) },
    { run: now, subjects: subjectsIn(now, after.state) },
    matching,
  );
  const known = new Set(
    conflictsOf(before).map((conflict) => `${conflict.kind} ${'edit' in conflict && conflict.edit}`),
  );
  const contradicted = new Set(
    conflictsOf(after).flatMap((conflict) =>
      (conflict.kind === 'never' || conflict.kind === 'told-apart') && !known.has(`${conflict.kind} ${conflict.edit}`)
        ? [conflict.edit]
        : [],
    ),
  );
  const reasons = new Map(matching.unmatched.map(({ track, reason }) => [track, reason]));
  const check = { cutOff: 0, attached: 0, moments: 0, agreeing: 0 };
  const violations: string[] = [];
  const unattached: string[] = [];
  for (const { edit, moments } of momentsOfEdits(log, old)) {
    const words = `${edit.id} ${JSON.stringify(edit.body)}`;
    const outcome = after.outcomes.get(edit.id)?.state ?? 'unmatched';
    if (outcome !== 'applied') {
      const why = [...new Set(moments.map(({ track }) => reasons.get(track) ?? 'track is there'))];
      const isLost = (moment: MomentsOfEdit['moments'][number]) => compare.isCutOff(moment);
      // Of two people one has to be there no less than the other.
      const isCutOff = edit.body.kind === 'different' ? moments.some(isLost) : moments.every(isLost);
      if (isCutOff) check.cutOff++;
      else unattached.push(`${words}: ${outcome} (${why.join(', ')})`);
      continue;
    }
    check.attached++;
    const { compared, agreeing, instead } = compare.account(moments);
    check.moments += compared;
    check.agreeing += agreeing;
    if (contradicted.has(edit.id)) violations.push(`${words}: is contradicted`);
    else if (agreeing < LEAST_AGREEING * compared) {
      violations.push(`${words}: ${agreeing} of ${compared} moments agree, ${instead}`);
    }
    if (edit.body.kind === 'set-bounds')
      violations.push(...compare.bounds(edit.body.track).map((each) => `${words}: ${each}`));
  }
  return { edits: log.length, ...check, violations, unattached };
}

interface Side {
  readonly run: ReviewedRun;
  readonly subjects: Subjects;
}

function comparing(old: Side, now: Side, { trackOf, shiftSeconds }: TrackMatching) {
  const secondsOf = ({ run }: Side, frame: number): number =>
    frameStartSeconds(run.evidence.frameTable, frame as Parameters<typeof frameStartSeconds>[1]);
  const timesOf = new Map(
    now.run.evidence.tracks.map(({ track, detections }) => [
      track,
      detections.map(({ frame }) => ({ track, frame, seconds: secondsOf(now, frame) })),
    ]),
  );
  const { duration } = now.run.matchable;
  /** The sightings just before and just after: accounts may change in between. */
  const around = (track: number, seconds: number) => {
    const near = (trackOf.get(track) ?? [])
      .flatMap((each) => timesOf.get(each) ?? [])
      .filter((each) => Math.abs(each.seconds - seconds) <= STRIDE_S)
      .sort((a, b) => a.seconds - b.seconds);
    const after = near.find((each) => each.seconds >= seconds - SAME_MOMENT_S);
    const before = near.findLast((each) => each.seconds <= seconds + SAME_MOMENT_S);
    // Before its first sighting and after its last one a track is not there.
    return before && after ? [before, after] : [];
  };
  return {
    isCutOff({ track, frame }: MomentsOfEdit['moments'][number]): boolean {
      const seconds = secondsOf(old, frame) + shiftSeconds;
      return track > 0 && (seconds < 0 || seconds > duration);
    },
    account(moments: MomentsOfEdit['moments']) {
      let compared = 0;
      let agreeing = 0;
      const instead = new Map<string, number>();
      for (const { track, frame } of moments) {
        const there = around(track, secondsOf(old, frame) + shiftSeconds);
        const said = old.subjects.saidAt(track, frame);
        if (there.length === 0 || said === MACHINE) continue;
        const found = there.map((each) => now.subjects.at(each.track, each.frame));
        compared++;
        if (found.includes(said)) agreeing++;
        else instead.set(`${said} became ${found[0]}`, (instead.get(`${said} became ${found[0]}`) ?? 0) + 1);
      }
      return { compared, agreeing, instead: [...instead].map(([what, times]) => `${times} × ${what}`).join(', ') };
    },
    /** Where what is shown begins and ends. */
    bounds(track: number): string[] {
      const [first, last] = old.subjects.spanOf([track]).map((frame) => secondsOf(old, frame) + shiftSeconds);
      const [begins, ends] = now.subjects.spanOf(trackOf.get(track) ?? []).map((frame) => secondsOf(now, frame));
      if (first === undefined || last === undefined) return [];
      if (begins === undefined || ends === undefined) return ['is not shown'];
      const off = Math.max(Math.abs(begins - Math.max(0, first)), Math.abs(ends - Math.min(duration, last)));
      const told = `${first.toFixed(2)}–${last.toFixed(2)} became ${begins.toFixed(2)}–${ends.toFixed(2)}`;
      return off > STRIDE_S ? [told] : [];
    },
  };
}
