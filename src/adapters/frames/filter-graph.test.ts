import { expect, it } from 'vitest';
import { ffmpegArguments } from './ffmpeg-arguments.ts';
import { readFfprobeReport } from './ffprobe-report.ts';
import { filterGraph } from './filter-graph.ts';

const binaries = { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe', version: '5.1', fpsMode: true };
const program = { binaries, zscale: true };
const size = { width: 96, height: 54 };
const video = (changes: object = {}) => {
  const stream = { index: 2, codec_type: 'video', width: 640, height: 360, time_base: '1/12800', ...changes };
  return readFfprobeReport('-a:b.mp4', { streams: [stream] });
};
const graph = (changes: object, more: { wanted?: number[]; seeking?: boolean } = {}) =>
  filterGraph({ video: video(changes), ...size, wanted: null, seeking: false, zscale: true, ...more });

it('puts times before pictures: ffmpeg would otherwise fill the pipe of pictures while their times are awaited', () => {
  const args = ffmpegArguments({ ...program, video: video(), plan: { wanted: null, seekSeconds: null }, size });
  expect(args.indexOf('pipe:3')).toBeLessThan(args.indexOf('pipe:1'));
  expect(graph({}).indexOf('[time]')).toBeLessThan(graph({}).indexOf('[picture]'));
});

it('jumps by an absolute time, before the input, and keeps every frame from there on', () => {
  const args = ffmpegArguments({ ...program, video: video(), plan: { wanted: [9], seekSeconds: -1.5 }, size });
  const seek = args.indexOf('-ss');
  expect(args.slice(seek - 3, seek + 2)).toEqual(['-seek_timestamp', '1', '-noaccurate_seek', '-ss', '-1.500']);
  expect(args.indexOf('file:-a:b.mp4')).toBeGreaterThan(seek);
});

it('deinterlaces before it chooses, chooses before it scales, and turns last', () => {
  const steps = graph({ field_order: 'tt', side_data_list: [{ rotation: -90 }] }, { wanted: [7], seeking: true });
  const order = ['[0:2]bwdif', 'settb=1/12800', 'gte(st(1', 'scale=54:96', 'format=rgb24', 'transpose=clock', 'split'];
  expect(order.map((step) => steps.indexOf(step))).toEqual(
    order.map((step) => steps.indexOf(step)).sort((a, b) => a - b),
  );
  expect(order.filter((step) => !steps.includes(step))).toEqual([]);
});

it('converts the light only of what is not SDR', () => {
  expect(graph({ color_primaries: 'bt709' })).not.toContain('zscale');
  expect(graph({ color_primaries: 'bt2020', color_space: 'bt2020nc' })).toMatch(
    /zscale.*primariesin=2020.*transferin=709/,
  );
  expect(graph({ color_primaries: 'bt2020', color_space: 'bt2020nc' })).not.toContain('tonemap');
  expect(graph({ color_transfer: 'smpte2084' })).toMatch(/transferin=smpte2084.*tonemap=tonemap=mobius/);
});
