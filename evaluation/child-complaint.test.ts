import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { complaintIn } from './child-complaint.ts';

it('finds the last line of a program that explains itself', () => {
  expect(complaintIn('loading…\nnotes.mp4 is no video. Give a video file.\n\n')).toBe(
    'notes.mp4 is no video. Give a video file.',
  );
  expect(complaintIn(' \n')).toBe('it said nothing');
});

it('finds the error in what Node prints when it crashes', () => {
  const crash = (code: string) => complaintIn(spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' }).stderr);
  expect(crash('throw new TypeError("no such thing")')).toBe('TypeError: no such thing');
  expect(crash('import("/nowhere.mjs")')).toMatch(/^Error \[ERR_MODULE_NOT_FOUND\]: Cannot find module/);
});
