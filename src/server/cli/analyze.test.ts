import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRerunResult } from '../../../evaluation/rerun/read-matchable.ts';
import { FACES } from '../../../fixtures/demo-episode/people.ts';
import {
  demoEpisode,
  eventsOf,
  ffmpeg,
  fingerprintResults,
  runCli,
} from '../../../fixtures/end-to-end/run-cli.test-support.ts';
import { parseScreenTime } from '../features/runs/artifacts/screentime-table.ts';
import { publishRun } from '../features/runs/publish/publish-run.ts';
import { formatLaws } from '../jobs/analyze/laws-file.ts';
import type { RunEvent } from '../jobs/analyze/run-events.ts';
import { measureRun } from '../results/measure-run.ts';
import { openStores } from '../results/open-stores.test-support.ts';
import { readDoneRun } from '../results/run-place.ts';
import { addRunningRun } from '../results/sample-run.test-support.ts';

const PHOTOGRAPHS = path.resolve(import.meta.dirname, '../../../out/photographs');
const hasProc = existsSync('/proc/self/task');

let folder = '';
let clip = '';
let reference = '';
let referenceEvents: readonly RunEvent[] = [];

const into = (name: string): string => path.join(folder, name);

/** 5.6 s of the demo episode: three people for 2.6 s, then two others for 3 s. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'screenalytics-analyze-'));
  clip = into('episode.mp4');
  reference = into('reference');
  const { video } = await demoEpisode();
  await ffmpeg('-ss', '4.4', '-i', video, '-frames:v', '140', '-an', '-c:v', 'libx264', '-crf', '18', clip);
  const run = await runCli(['analyze', clip, '--out', reference, '--json']);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  referenceEvents = eventsOf(run);
}, 600_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

function summaryOf(events: readonly RunEvent[]): Extract<RunEvent, { event: 'run-finished' }>['summary'] {
  const last = events.at(-1);
  if (last?.event !== 'run-finished') throw new Error('The last event is no run-finished.');
  return last.summary;
}

const reusedStages = (events: readonly RunEvent[]): readonly string[] =>
  events.flatMap((event) => (event.event === 'stage-finished' && event.reused ? [event.stage] : []));

/** Process ids of the stage children of a process. */
function stageChildren(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  const isStage = (child: string) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('child-process.');
  return children.filter(isStage).map(Number);
}

describe('analyze', () => {
  it('tells exact numbers, in order, with progress that never falls', () => {
    const summary = summaryOf(referenceEvents);
    expect(summary).toMatchObject({ frames: 140, shots: 2, videoSeconds: expect.closeTo(5.6, 6) });
    const seconds = [3, 3, 2.6, 2.6, 2.6].map((value) => expect.closeTo(value, 1));
    expect(summary.identities.map((each) => each.seconds)).toEqual(seconds);
    const detect = referenceEvents.flatMap((event) =>
      event.event === 'progress' && event.stage === 'detect' ? [event.done / event.total] : [],
    );
    expect(detect.length).toBeGreaterThan(0);
    expect(detect).toEqual(detect.toSorted((a, b) => a - b));
  });

  it('leaves what a server can publish, and measure again to the same seconds', async () => {
    const stores = await openStores(into('server'));
    try {
      const { queries } = stores.database;
      const { runId } = await addRunningRun(queries, { show: 'demo' });
      await publishRun(stores, { runId, folder: reference, signal: new AbortController().signal });
      const { screenTime } = await measureRun(stores, await readDoneRun(queries, runId));
      const file = path.join(reference, 'screentime.json');
      const { identities } = parseScreenTime(await readFile(file, 'utf8'), file);
      expect(screenTime.identities.map(({ identity, seconds }) => [identity, seconds.toFixed(5)])).toEqual(
        identities.map(({ identity, seconds }) => [identity, seconds.toFixed(5)]),
      );
    } finally {
      await stores.close();
    }
  });

  it('writes every file of the contract, and a picture of everybody', async () => {
    const files = new Set(await readdir(reference));
    const contract = ['screentime.csv', 'screentime.json', 'tracks.mot.txt', 'identities.mot.txt', 'identities.json'];
    const evidence = ['embeddings.npy', 'centroids.npy', 'detections.jsonl', 'tracks.jsonl', 'faces.jsonl'];
    expect(
      [...contract, ...evidence, 'frames.csv', 'shots.csv', 'run.json'].filter((name) => !files.has(name)),
    ).toEqual([]);
    const { identities } = JSON.parse(await readFile(path.join(reference, 'identities.json'), 'utf8'));
    expect(identities).toHaveLength(5);
    for (const { bestCrop } of identities) {
      expect((await sharp(path.join(reference, bestCrop)).metadata()).format).toBe('jpeg');
    }
  });

  it('comes back to the same bytes when an option is changed back', async () => {
    const out = into('changed');
    await cp(reference, out, { recursive: true });
    const fast = await runCli(['analyze', clip, '--out', out, '--profile', 'fast', '--json']);
    expect(reusedStages(eventsOf(fast))).toEqual(['probe', 'scan']);
    await runCli(['analyze', clip, '--out', out]);
    expect(await fingerprintResults(out)).toEqual(await fingerprintResults(reference));
  });

  it('obeys corrections that were made to another run, and does again only what depends on them', async () => {
    const out = into('corrected');
    await cp(reference, out, { recursive: true });
    const { matchable } = await readRerunResult(reference);
    const [first, second] = matchable.tracks.map(({ track }) => track);
    if (first === undefined || second === undefined) throw new Error('There are too few tracks.');
    const laws = {
      ...({ of: matchable, must: [], cannot: [[first, second]], never: [] } as const),
      people: [{ track: first, person: 'Zoë' }],
      notFaces: [second],
    };
    await writeFile(into('laws.json'), formatLaws(laws));
    const events = eventsOf(await runCli(['analyze', clip, '--out', out, '--laws', into('laws.json'), '--json']));
    expect(reusedStages(events)).toEqual(['probe', 'scan', 'detect', 'embed']);
    const { identities, run } = await readRerunResult(out);
    expect(identities.find(({ name }) => name === 'Zoë')?.tracks).toContain(first);
    expect(identities.flatMap(({ tracks }) => tracks)).not.toContain(second);
    expect(run.laws).toMatchObject({ given: 3, matched: 3, contradicted: 0, cut: 0, shiftSeconds: 0, unmatched: [] });
    // What is no face is on nobody's account.
    const { unattributedSeconds, identities: people } = summaryOf(events);
    expect(unattributedSeconds).toBe(summaryOf(referenceEvents).unattributedSeconds);
    expect(people).toHaveLength(summaryOf(referenceEvents).identities.length - 1);
    await runCli(['analyze', clip, '--out', out]);
    expect(await fingerprintResults(out)).toEqual(await fingerprintResults(reference));
  });

  it('gives the same bytes from the sources as from their bundle, with children that run the same', async () => {
    const out = into('from-sources');
    let commands: readonly string[] = [];
    const run = await runCli(['analyze', clip, '--out', out, '--json'], {
      fromSources: true,
      onOutput: ({ pid = 0 }, text) => {
        if (!hasProc || !text.includes('"stage-started","stage":"detect"')) return;
        commands = stageChildren(pid).map((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8'));
      },
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const kinds = new Set(commands.map((command) => command.includes('child-process.ts')));
    if (hasProc) expect([...kinds]).toEqual([true]);
    expect(await fingerprintResults(out)).toEqual(await fingerprintResults(reference));
  });

  it('recognises the cast, and names each photograph that it cannot use', async () => {
    const cast = into('cast');
    const out = into('named');
    await makeCast(cast);
    await cp(reference, out, { recursive: true });
    const events = eventsOf(await runCli(['analyze', clip, '--out', out, '--cast', cast, '--json']));
    // Juno and Mira are seen in the very photographs that the cast is cut from, Nora in another one.
    const names = summaryOf(events).identities.flatMap(({ name }) => name ?? []);
    expect(names.sort()).toEqual(['Juno', 'Mira', 'Nora']);
    const warnings = events.flatMap((event) => (event.event === 'warning' ? [event.message] : []));
    expect(warnings).toEqual([
      expect.stringMatching(/Nora\/broken\.jpg.*cannot be read/),
      expect.stringMatching(/Nora\/empty wall\.png.*no face/),
    ]);
  });

  it('never mixes its files with those of somebody else', async () => {
    const out = into('foreign');
    await mkdir(out);
    await writeFile(path.join(out, 'thesis.txt'), 'dear');
    const run = await runCli(['analyze', clip, '--out', out, '--json']);
    expect(run.code).toBe(2);
    expect(eventsOf(run)).toEqual([expect.objectContaining({ event: 'error', code: 'out.foreign' })]);
    expect(await readdir(out)).toEqual(['thesis.txt']);
  });

  it('explains itself', async () => {
    const help = await runCli(['analyze', '--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/Examples:[\s\S]*screentime\.csv[\s\S]*Exit status/);
  });
});

describe.skipIf(!hasProc)('processes (seen through /proc)', () => {
  it('a child that dies is replaced, and the bytes stay the same', async () => {
    const out = into('crashed');
    let victims: readonly number[] = [];
    const run = await runCli(['analyze', clip, '--out', out, '--json', '--workers', '1'], {
      onOutput: (child, text) => {
        if (victims.length > 0 || !text.includes('"progress","stage":"detect"')) return;
        victims = stageChildren(child.pid ?? 0);
        for (const pid of victims) process.kill(pid, 'SIGKILL');
      },
    });
    expect(victims).toHaveLength(1);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(await fingerprintResults(out)).toEqual(await fingerprintResults(reference));
  });

  it('an interrupted run says how to go on and leaves no process and no lock behind', async () => {
    const out = into('interrupted');
    let children: readonly number[] = [];
    const run = await runCli(['analyze', clip, '--out', out, '--json'], {
      onOutput: (child, text) => {
        if (children.length > 0 || !text.includes('"stage-started","stage":"detect"')) return;
        children = stageChildren(child.pid ?? 0);
        child.kill('SIGINT');
      },
    });
    expect(run.code).toBe(130);
    expect(run.stderr).toBe('interrupted; run the same command again to go on where it stopped\n');
    expect(eventsOf(run).at(-1)).toMatchObject({ event: 'error', code: 'run.interrupted' });
    expect(children.length).toBeGreaterThan(0);
    for (const pid of children) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(existsSync(path.join(out, 'work', 'lock'))).toBe(false);
  });
});

describe('inspect', () => {
  it('draws the frame at or before a moment, with boxes and names', async () => {
    const file = into('frame.png');
    // Frame 100, counted from 1, is shown from 3.96 s on; two people are in it.
    const run = await runCli(['inspect', reference, '--at', '0:03.99', '--out', file]);
    expect(run.stdout).toMatch(/frame 100 at 3\.960 s shows Person \d, Person \d\n$/);
    const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 640, height: 360 });
    // The colours of the two longest seen.
    const colours = new Set<number>();
    for (let i = 0; i < data.length; i += info.channels) colours.add(data.readUIntBE(i, 3));
    expect([0x56b4e9, 0xe69f00].filter((colour) => !colours.has(colour))).toEqual([]);
  });

  it('needs the name of the video when the work folder is gone', async () => {
    const bare = into('bare');
    await cp(reference, bare, { recursive: true, filter: (file) => path.basename(file) !== 'work' });
    const without = await runCli(['inspect', bare, '--at', '4']);
    expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining('--video') });
    const named = await runCli(['inspect', bare, '--at', '4', '--video', clip]);
    expect(named.stdout).toMatch(/frame \d+ at (3\.\d+|4\.000) s shows Person \d, Person \d\n$/);
  });
});

/** Portraits cut from the photographs, a file that is no picture and one that shows no face. */
async function makeCast(cast: string): Promise<void> {
  const portraits = [
    { person: 'juno', photograph: 'sample6' },
    { person: 'mira', photograph: 'sample6' },
    { person: 'nora', photograph: 'sample1' },
  ] as const;
  for (const { person, photograph } of portraits) {
    const face = FACES.find((each) => each.person === person && each.photograph === photograph);
    if (!face) throw new Error(`${person} is not in ${photograph}`);
    const { left, top, width, height } = face.box;
    const home = path.join(cast, `${person[0]?.toUpperCase()}${person.slice(1)}`);
    await mkdir(home, { recursive: true });
    const area = { left: left - 80, top: top - 80, width: width + 160, height: height + 160 };
    const portrait = sharp(path.join(PHOTOGRAPHS, `${photograph}.jpg`)).extract(area);
    await portrait.toFile(path.join(home, '1.jpg'));
  }
  await writeFile(path.join(cast, 'Nora', 'broken.jpg'), 'no picture');
  const wall = { width: 320, height: 240, channels: 3, background: '#a09080' } as const;
  await sharp({ create: wall }).toFile(path.join(cast, 'Nora', 'empty wall.png'));
}
