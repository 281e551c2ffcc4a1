import { expect, it } from 'vitest';
import { createDecoderLog } from './decoder-log.ts';

it('counts errors over pieces of text and keeps the newest without its prefix', () => {
  const log = createDecoderLog();
  log.write('[h264 @ 0x55d0] [warning] late\n[h264 @ 0x55d0] [err');
  log.write('or] bad block\n[matroska,webm @ 0x1] [warning] odd\n');
  expect(log.errors()).toBe(1);
  expect(log.lastComplaint()).toBe('h264: bad block');
});

it('falls back on what was said last, finished or not', () => {
  const log = createDecoderLog();
  expect(log.lastComplaint()).toBeNull();
  log.write('Killed');
  expect(log.lastComplaint()).toBe('Killed');
});

it('passes over what ffmpeg says of films that are whole', () => {
  const log = createDecoderLog();
  log.write('[h264 @ 0x1] [error] mmco: unref short failure\n');
  expect(log.errors()).toBe(0);
});

it('does not grow with the text', () => {
  const log = createDecoderLog();
  for (let n = 0; n < 1000; n += 1) log.write('x'.repeat(1000));
  expect(log.lastComplaint()?.length).toBeLessThanOrEqual(300);
});
