import { describe, expect, it } from 'vitest';
import { type FfprobeStream, readFfprobeReport } from './ffprobe-report.ts';

const stream: FfprobeStream = { index: 0, codec_type: 'video', codec_name: 'h264', width: 720, height: 576 };
const read = (changes: Partial<FfprobeStream>, format: { duration?: string } = {}) =>
  readFfprobeReport('a.mp4', { streams: [{ ...stream, ...changes }], format: { format_name: 'mov', ...format } });

describe('readFfprobeReport', () => {
  it.each([
    [{ side_data_list: [{}, { rotation: -90 }] }, 90],
    [{ side_data_list: [{ rotation: 90 }] }, 270],
    [{ side_data_list: [{ rotation: -180 }] }, 180],
    [{ tags: { rotate: '90' } }, 90],
    [{ tags: { rotate: 'up' } }, 0],
  ])('turns %j into %i degrees clockwise', (changes, rotation) => {
    expect(read(changes).rotation).toBe(rotation);
  });

  it('turns the shape of the pixels with the picture', () => {
    const turned = { sample_aspect_ratio: '16:15', side_data_list: [{ rotation: -90 }] };
    expect(read({ sample_aspect_ratio: '16:15' })).toMatchObject({ displayWidth: 768, displayHeight: 576 });
    expect(read(turned)).toMatchObject({ width: 576, height: 720, displayWidth: 540, displayHeight: 720 });
  });

  it('finds the time code of the first frame, in the video, beside it, or in the file', () => {
    const file = { format_name: 'mov', tags: { timecode: '03:00:00:00' } };
    const beside = { index: 1, codec_type: 'data', tags: { timecode: '02:00:00;00' } };
    expect(read({ tags: { timecode: '01:00:00:00' } }).startTimecode).toBe('01:00:00:00');
    expect(readFfprobeReport('a.mov', { streams: [stream, beside], format: file }).startTimecode).toBe('02:00:00;00');
    expect(readFfprobeReport('a.mxf', { streams: [stream], format: file }).startTimecode).toBe('03:00:00:00');
    expect(read({}).startTimecode).toBeNull();
  });

  it.each(['0:1', 'N/A', '1:1000', '5:0'])('takes a pixel shape of %s for square', (sample_aspect_ratio) => {
    expect(read({ sample_aspect_ratio }).displayWidth).toBe(720);
  });

  it.each([
    [{ color_space: 'bt709' }, 'bt709', 'limited'],
    [{ color_space: 'bt470bg', color_range: 'pc' }, 'bt601', 'full'],
    [{ color_space: 'unknown' }, 'bt601', 'limited'],
    [{ height: 720 }, 'bt709', 'limited'],
    [{ color_transfer: 'arib-std-b67' }, 'bt2020', 'limited'],
    [{ pix_fmt: 'yuvj420p' }, 'bt601', 'full'],
    [{ pix_fmt: 'bgra', color_space: 'gbr' }, 'rgb', 'limited'],
  ])('reads the colours of %j', (changes, matrix, range) => {
    expect(read(changes).colour).toMatchObject({ matrix, range });
  });

  it.each([
    [{ pix_fmt: 'yuv420p' }, 8],
    [{ pix_fmt: 'yuv422p12le' }, 12],
    [{ pix_fmt: 'p010le' }, 10],
    [{ pix_fmt: 'yuv420p10le', bits_per_raw_sample: '10' }, 10],
  ])('reads the bit depth of %j', (changes, depth) => {
    expect(read(changes).bitDepth).toBe(depth);
  });

  it("prefers the stream's duration, also when it is a tag, to the file's", () => {
    expect(read({ duration: '10.5' }, { duration: '12' }).durationSeconds).toBe(10.5);
    expect(read({ tags: { DURATION: '01:02:03.500000000' } }, { duration: '4000' }).durationSeconds).toBe(3723.5);
    expect(read({}, { duration: '12' }).durationSeconds).toBe(12);
    expect(read({}).durationSeconds).toBeNull();
  });

  it('refuses pictures of too many pixels', () => {
    expect(() => read({ width: 10_000, height: 6401 })).toThrow(/too large \(10000×6401/);
    expect(read({ width: 10_000, height: 6400 }).width).toBe(10_000);
  });
});
