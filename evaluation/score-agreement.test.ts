import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScreenTimeScore } from './metrics/screen-time-error.ts';
import { readGroundTruth } from './read-ground-truth.ts';
import { parseMot } from './read-mot.ts';
import { readPrediction } from './read-prediction.ts';
import { type ClipScore, scoreClip } from './score-clip.ts';
import type { Appearance } from './synthetic/appearance.ts';
import { spoil } from './synthetic/faulty-result.ts';
import { seededRandom } from './synthetic/seeded-random.ts';
import { inventWorld } from './synthetic/true-world.ts';

/**
 * An independent scorer in Python stands beside the repository where the reviewed clips do. Where it is absent, the
 * figures it gave for one made-up clip still bind: they are frozen in `synthetic/expected`, and `vitest -u` renews
 * them where it is present.
 */
const SCORER = '../shared/eval/score.py';
const CLIPS = '../shared/eval/dev';
const FROZEN = new URL('./synthetic/expected/world-36.json', import.meta.url);
const scorerAnswers = (() => {
  try {
    execFileSync('python3', [SCORER, '--help'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
const clips = existsSync(CLIPS) ? readdirSync(CLIPS) : [];
const absent = scorerAnswers ? '' : ' (skipped: python3 or the independent scorer is not here)';

let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'agreement-'));
});
afterAll(() => rmSync(work, { recursive: true }));

function writeFiles(directory: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}

/** A made-up clip and result on disk; `without` leaves optional files out. */
function world(seed: number, without: readonly string[] = []) {
  const random = seededRandom(seed);
  const { appearances, files } = inventWorld(random);
  const result = spoil(appearances, random);
  const kept = (all: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)));
  const base = join(work, `world-${seed}-${without.length}`);
  return { truth: writeFiles(join(base, 'truth'), kept(files)), result: writeFiles(join(base, 'out'), kept(result)) };
}

/** The independent scorer's figures, all of them. */
function reference({ truth, result }: { truth: string; result: string }, ownSeconds = false): Figures {
  const args = [SCORER, '--gt', truth, '--pred', join(result, 'identities.mot.txt'), '--no-table'];
  if (existsSync(join(result, 'tracks.mot.txt'))) args.push('--tracks', join(result, 'tracks.mot.txt'));
  if (ownSeconds) args.push('--pred-seconds', join(result, 'screentime.csv'));
  return figuresIn(
    JSON.parse(execFileSync('python3', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
  );
}

async function ours({ truth, result }: { truth: string; result: string }): Promise<ClipScore> {
  const groundTruth = await readGroundTruth(truth);
  return scoreClip(groundTruth, await readPrediction(result, groundTruth.picture));
}

type Figures = Readonly<Record<string, number | null>>;

/** Every number (or null) of a nested object under its path. */
function figuresIn(value: unknown, path = ''): Figures {
  if (typeof value === 'number' || value === null) return { [path]: value };
  if (typeof value !== 'object') return {};
  const parts = Object.entries(value).map(([key, inner]) => figuresIn(inner, path ? `${path}.${key}` : key));
  return Object.assign({}, ...parts);
}

/** Our score in the words of the independent scorer. */
function inItsWords(score: ClipScore, screenTime: ScreenTimeScore): Figures {
  const { detection, tracking, identity } = score;
  const { clustering, all, oneSecond } = identity;
  return figuresIn({
    frames_evaluated: score.frames,
    predictions_dropped_in_ignore_regions: score.droppedInIgnoreRegions,
    detection: {
      tp: detection.truePositives,
      fp: detection.falsePositives,
      fn: detection.falseNegatives,
      recall: detection.recall,
      precision: detection.precision,
      f1: detection.f1,
      mean_iou: detection.meanOverlap,
      recall_by_height: Object.fromEntries(
        Object.entries(detection.byHeight).map(([name, { faces, recall }]) => [name, { gt: faces, recall }]),
      ),
    },
    tracking: {
      mota: tracking.clearMot.mota,
      fp: tracking.clearMot.falsePositives,
      fn: tracking.clearMot.misses,
      id_switches: tracking.clearMot.switches,
      fragmentations: tracking.clearMot.fragmentations,
      mean_distance: tracking.clearMot.meanDistance,
      mostly_tracked: tracking.clearMot.mostlyTracked,
      mostly_lost: tracking.clearMot.mostlyLost,
      idf1: tracking.idf1.idf1,
      idp: tracking.idf1.precision,
      idr: tracking.idf1.recall,
      ...(tracking.tracksPerTrueTrack !== null && { pred_tracks_per_true_track: tracking.tracksPerTrueTrack }),
      ...(tracking.cutCrossings && {
        tracks_crossing_cut: tracking.cutCrossings.crossing,
        tracks_pred: tracking.cutCrossings.tracks,
      }),
    },
    identity: {
      unassigned_fraction: clustering.unassigned,
      wcp: clustering.purity,
      nmi: clustering.mutualInformation,
      ari: clustering.adjustedRand,
      bcubed_p: clustering.bCubed.precision,
      bcubed_r: clustering.bCubed.recall,
      bcubed_f1: clustering.bCubed.f1,
      id_idf1: identity.idf1.idf1,
      id_idp: identity.idf1.precision,
      id_idr: identity.idf1.recall,
      id_idtp: identity.idf1.truePositives,
      pred_identities: all.predicted,
      true_identities: all.true,
      ratio_all: all.ratio,
      pred_identities_1s: oneSecond.predicted,
      true_identities_1s: oneSecond.true,
      ratio_1s: oneSecond.ratio,
    },
    screentime: {
      total_true_s: screenTime.trueSeconds,
      tae_percent: screenTime.errorPercent,
      extra_identities: screenTime.extraIdentities,
      extra_s: screenTime.extraSeconds,
      tae_incl_extra_percent: screenTime.errorWithExtraPercent,
      persons: screenTime.persons.map((person) => ({
        identity: person.person,
        true_s: person.trueSeconds,
        true_s_upper: person.upperSeconds,
        pred_id: person.identity,
        pred_s: person.predictedSeconds,
        error_s: person.errorSeconds,
      })),
    },
  });
}

/** Each of our figures must be among the reference's, equal up to its rounding to six decimals (the promise is three). */
function expectAgreement(mine: Figures, theirs: Figures): void {
  const differing = Object.entries(mine).filter(([key, value]) => {
    const other = theirs[key];
    if (typeof value !== 'number' || typeof other !== 'number') return value !== other;
    return Math.abs(value - other) > 1e-5;
  });
  expect(differing.map(([key, value]) => ({ key, ours: value, reference: theirs[key] }))).toEqual([]);
}

async function expectAgreementOn(directories: { truth: string; result: string }): Promise<void> {
  const score = await ours(directories);
  expectAgreement(inItsWords(score, score.screenTime), reference(directories));
  if (score.ownScreenTime) expectAgreement(inItsWords(score, score.ownScreenTime), reference(directories, true));
}

it('gives the frozen figures of the independent scorer for a made-up clip with every kind of fault', async () => {
  const score = await ours(world(36));
  const own = score.ownScreenTime;
  expect(own).not.toBeNull();
  const frozen: { counted: Figures; own: Figures } = JSON.parse(readFileSync(FROZEN, 'utf8'));
  expectAgreement(inItsWords(score, score.screenTime), frozen.counted);
  if (own) expectAgreement(inItsWords(score, own), frozen.own);
});

describe.skipIf(!scorerAnswers)(`agreement with the independent scorer${absent}`, () => {
  it('has frozen figures that are still its figures', async () => {
    const figures = { counted: reference(world(36)), own: reference(world(36), true) };
    await expect(`${JSON.stringify(figures, null, 2)}\n`).toMatchFileSnapshot(FROZEN.pathname);
  });

  it.each([1, 2, 3, 4, 5, 6])('holds on made-up clip %i', async (seed) => {
    await expectAgreementOn(world(seed));
  });

  it.each([['tracks.mot.txt'], ['tracks.txt'], ['shots.csv'], ['identities.json', 'screentime.csv']])(
    'holds without %s',
    async (...without) => {
      await expectAgreementOn(world(21, without));
    },
  );

  it('holds for a result without a single face', async () => {
    const { truth } = world(31);
    const result = writeFiles(join(work, 'nothing'), { 'identities.mot.txt': '', 'tracks.mot.txt': '' });
    await expectAgreementOn({ truth, result });
  });

  it.each(clips)('holds on the spoilt ground truth of %s', async (clip) => {
    const truth = join(CLIPS, clip);
    const rows = (name: string) => {
      const text = readFileSync(join(truth, name), 'utf8');
      return [...parseMot(text, { side: 'truth', path: name }).rows.values()].flat();
    };
    const tracks = rows('tracks.txt');
    const appearances = rows('gt.txt').map(
      (row, index): Appearance => ({ ...row, person: row.id, track: tracks[index]?.id ?? -1 }),
    );
    const result = writeFiles(join(work, clip), spoil(appearances, seededRandom(clip.length)));
    await expectAgreementOn({ truth, result });
  });
});
