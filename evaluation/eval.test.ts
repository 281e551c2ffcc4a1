import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { analyzeClip, castOf, findVideo } from './analyze-clip.ts';
import { readGroundTruth } from './read-ground-truth.ts';
import { seededRandom } from './synthetic/seeded-random.ts';
import { inventWorld } from './synthetic/true-world.ts';

let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'eval-'));
});
afterEach(() => rmSync(work, { recursive: true }));

function write(directory: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(join(work, directory), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(work, directory, name), text);
  return join(work, directory);
}

function evaluate(...args: string[]) {
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'evaluation/eval.ts', ...args], { encoding: 'utf8' });
  return { code: run.status, out: run.stdout, complaint: run.stderr };
}

describe('npm run eval', () => {
  it('prints a row per clip, the mean and the seconds per person of results that are the truth itself', () => {
    const { files } = inventWorld(seededRandom(4));
    const truths = ['one', 'two'].map((clip) => {
      write(`runs/${clip}`, {
        'identities.mot.txt': files['gt.txt'] ?? '',
        'tracks.mot.txt': files['tracks.txt'] ?? '',
      });
      return write(clip, files);
    });
    const { code, out } = evaluate(...truths, '--runs', join(work, 'runs'), '--json', join(work, 'figures.json'));
    expect(code).toBe(0);
    const rows = new Map(out.split('\n').map((line) => [line.split(/\s+/)[0], line.split(/\s+/).slice(1)]));
    expect(rows.get('one')).toEqual(rows.get('two'));
    expect(rows.get('mean')?.slice(0, 2)).toEqual(['1.000', '1.000']);
    expect(out).toContain('Ada');
    const { clips, mean } = JSON.parse(readFileSync(join(work, 'figures.json'), 'utf8'));
    expect(mean).toMatchObject({
      recall: 1,
      MOTA: 1,
      'track IDF1': 1,
      'tracks across cuts': 0,
      'screen-time error %': 0,
    });
    expect(clips).toHaveLength(2);
  });

  it('ends with 2 and one line for a directory without ground truth, a broken row, two clips of one name', () => {
    const lone = evaluate(join(work, 'nowhere'), '--runs', work);
    expect(lone).toMatchObject({
      code: 2,
      out: '',
      complaint: expect.stringMatching(/^.*nowhere is no ground-truth.*\n$/),
    });

    const { files } = inventWorld(seededRandom(4));
    const broken = write('broken', { ...files, 'gt.txt': '1,1,2\n' });
    expect(evaluate(broken, '--runs', work)).toMatchObject({
      code: 2,
      complaint: expect.stringContaining('gt.txt:1 is no MOT row'),
    });

    const again = [write('a/clip', files), write('b/clip', files)];
    expect(evaluate(...again, '--runs', work)).toMatchObject({
      code: 2,
      complaint: expect.stringContaining('called clip'),
    });
  });
});

describe('a ground-truth directory', () => {
  it('needs no more than gt.txt and seqinfo.json', async () => {
    const { files } = inventWorld(seededRandom(4));
    const directory = write('plain', {
      'gt.txt': files['gt.txt'] ?? '',
      'seqinfo.json': '{"fps_num":30000,"fps_den":1001,"frames":9}',
    });
    const truth = await readGroundTruth(directory);
    expect(truth).toMatchObject({ clip: 'plain', picture: null, tracks: null, shots: null, frameCount: 9 });
    expect(truth.framesPerSecond).toBeCloseTo(29.97, 3);
  });

  it('is refused when seqinfo.json lacks the frame rate', async () => {
    const directory = write('odd', { 'gt.txt': '', 'seqinfo.json': '{"frames":9}' });
    await expect(readGroundTruth(directory)).rejects.toThrow(/seqinfo\.json: fps_num/);
  });

  it('gives its video: video.mp4 first, else the only one', async () => {
    const directory = write('clip', { 'gt.txt': '', 'episode.mkv': '' });
    expect(await findVideo(directory)).toBe(join(directory, 'episode.mkv'));
    write('clip', { 'other.mp4': '' });
    await expect(findVideo(directory)).rejects.toThrow(/2 videos/);
    write('clip', { 'video.mp4': '' });
    expect(await findVideo(directory)).toBe(join(directory, 'video.mp4'));
  });
});

it('never empties a folder that holds something else than an earlier result', async () => {
  const out = write('precious', { 'thesis.txt': 'years of work' });
  await expect(analyzeClip('video.mp4', out, {})).rejects.toThrow(/no evaluation wrote/);
  expect(readFileSync(join(out, 'thesis.txt'), 'utf8')).toBe('years of work');
});

it('finds the photographs of a clip, and none where there are none', async () => {
  write('cast/friends', {});
  expect(await castOf('friends', join(work, 'cast'))).toBe(join(work, 'cast', 'friends'));
  expect(await castOf('others', join(work, 'cast'))).toBeUndefined();
  await expect(castOf('friends', join(work, 'missing'))).rejects.toThrow(/--cast/);
});
