import { expect, it } from 'vitest';
import { isPlayable } from './browser-video.ts';

const MP4 = 'mov,mp4,m4a,3gp,3g2,mj2';
const WEBM = 'matroska,webm';

it.each([
  ['x.mp4', MP4, 'h264', 'yuv420p', 'aac', true],
  ['x.mov', MP4, 'h264', 'yuvj420p', null, true],
  ['x.mp4', MP4, 'h264', 'yuv422p10le', 'aac', false],
  ['x.mp4', MP4, 'h264', 'yuv420p', 'ac3', false],
  ['x.mp4', MP4, 'hevc', 'yuv420p', 'aac', false],
  ['x.mp4', MP4, 'av1', 'yuv420p10le', 'opus', true],
  ['x.WEBM', WEBM, 'vp9', 'yuv420p', 'opus', true],
  ['x.webm', WEBM, 'vp8', 'yuv420p', 'aac', false],
  ['x.mkv', WEBM, 'vp9', 'yuv420p', 'opus', false],
  ['x.mkv', WEBM, 'h264', 'yuv420p', 'aac', false],
  ['x.ts', 'mpegts', 'h264', 'yuv420p', 'aac', false],
])('%s as %s with %s %s and %s: %s', (fileName, container, codec, pixelFormat, audioCodec, expected) => {
  expect(isPlayable({ container, codec, pixelFormat, audioCodec }, fileName)).toBe(expected);
});
