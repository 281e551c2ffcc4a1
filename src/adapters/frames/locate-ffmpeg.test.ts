import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFfmpeg } from './locate-ffmpeg.ts';

let cacheDir: string;
beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'locate-'));
});
afterAll(() => rm(cacheDir, { recursive: true, force: true }));

it('falls back on the programs that npm brings and makes them run', async () => {
  const found = await findFfmpeg({ ffmpeg: 'no-such-program', ffprobe: 'no-such-program', cacheDir });
  expect(found.ffmpeg).toContain('ffmpeg-installer');
  expect(found.ffprobe).not.toBe('no-such-program');
  expect(found.version).not.toBe('unknown');
});

it('takes the programs it is told', async () => {
  const shipped = await findFfmpeg({ ffmpeg: 'no-such-program', ffprobe: 'no-such-program', cacheDir });
  expect(await findFfmpeg(shipped)).toEqual(shipped);
});
