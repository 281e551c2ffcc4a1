import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failIfKilled } from './decode-outcome.ts';
import { decodeRun } from './decode-run.ts';
import { readFfprobeReport } from './ffprobe-report.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'decode-run-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Decodes 2×2 pictures with a program written in shell. */
async function decodeWith(script: string, stallMs = 30_000): Promise<number[]> {
  const ffmpeg = join(dir, `program-${stallMs}-${script.length}`);
  await writeFile(ffmpeg, `#!/bin/sh\n${script}\n`);
  await chmod(ffmpeg, 0o755);
  return decode(ffmpeg, stallMs);
}

async function decode(ffmpeg: string, stallMs: number): Promise<number[]> {
  const stream = { index: 0, codec_type: 'video', width: 2, height: 2 };
  const video = readFfprobeReport('a.mp4', { streams: [stream] });
  const binaries = { ffmpeg, ffprobe: 'ffprobe', version: '5.1', fpsMode: true };
  const plan = { wanted: null, seekSeconds: null };
  const times: number[] = [];
  const command = { binaries, zscale: false, video, plan, size: { width: 2, height: 2 } };
  const run = decodeRun(command, { stallMs }, failIfKilled);
  for await (const frame of run) times.push(frame.pts);
  return times;
}

const frame = (pts: number) => `printf 'abcdefghijkl'; printf '0, ${pts}, ${pts}, 1, 12, 0x0\\n' >&3`;

describe.skipIf(process.platform === 'win32')('decodeRun', () => {
  it('leaves out frames whose time does not advance', async () => {
    expect(await decodeWith([frame(1), frame(3), frame(3), frame(2), frame(4)].join('\n'))).toEqual([1, 3, 4]);
  });

  it('ends a decoder that hangs', async () => {
    const hanging = decodeWith(`${frame(1)}\nexec sleep 600`, 200);
    await expect(hanging).rejects.toMatchObject({ code: 'video.decoder-hangs', retryable: true });
  });

  it('says that the system killed the decoder', async () => {
    const killed = decodeWith(`${frame(1)}\necho 'low on memory' >&2\nkill -9 $$`);
    await expect(killed).rejects.toMatchObject({ code: 'video.decoder-killed', retryable: true });
    await expect(killed).rejects.toThrow(/SIGKILL \(low on memory\)/);
  });

  it('says that memory or disk ran out', async () => {
    const failed = decodeWith(`echo '[fatal] Cannot allocate memory' >&2\nexit 1`);
    await expect(failed).rejects.toMatchObject({ code: 'video.decoder-out-of-resources' });
  });

  it('says that the program is gone', async () => {
    await expect(decode(join(dir, 'nothing-here'), 1000)).rejects.toMatchObject({ code: 'video.decoder-missing' });
  });
});
