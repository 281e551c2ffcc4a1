/** Builds small videos with ffmpeg, each with one property that a frame source has to get right. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FfmpegBinaries } from './locate-ffmpeg.ts';

const run = promisify(execFile);

/** Seconds: long enough that the decoder jumps to reach the last frames. */
const LONG = 26;
const moving = (seconds: number, rate = '25') => ['-f', 'lavfi', '-i', `testsrc2=s=160x90:r=${rate}:d=${seconds}`];
const plain = (colour: string, size = '160x90') => ['-f', 'lavfi', '-i', `color=${colour}:s=${size}:r=25:d=0.4`];
const sound = (seconds: number) => ['-f', 'lavfi', '-i', `sine=d=${seconds}`];
const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];
const x265 = ['-c:v', 'libx265', '-preset', 'ultrafast'];
const copy = ['-map', '0', '-c', 'copy'];
const BT709 = 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p';
const BT601 = 'scale=out_color_matrix=bt601:out_range=tv,format=yuv420p';
const tags709 = ['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'];
/** Blue with a red mark in the top left corner. */
const marked = [...plain('blue'), '-vf', `drawbox=0:0:40:30:red:fill,${BT601}`, ...x264];
const irregular = "settb=1/90000,setpts='N*3600+mod(N*N*977\\,2500)'";
/** Grey of 203 cd/m², the reference white of HDR, as 10-bit PQ: 64 + 876 · 0.5807. */
const pqWhite = 'format=yuv420p10le,geq=lum=573:cb=512:cr=512';
const hlgWhite = 'format=yuv420p10le,geq=lum=721:cb=512:cr=512';
const hdrTags = (transfer: string) =>
  `log-level=error:colorprim=bt2020:transfer=${transfer}:colormatrix=bt2020nc:range=limited`;

/** Clips in the order of building: later ones may copy earlier ones. `{dir}` and `{passthrough}` are filled in. */
const CLIPS: Readonly<Record<string, readonly string[]>> = {
  'cfr.mp4': [...moving(2), ...sound(2), ...x264],
  'ntsc.mp4': [...moving(2, '30000/1001'), ...x264],
  'one-frame.mp4': [...moving(0.04), ...x264],
  'vfr.mp4': [
    ...moving(LONG),
    '-vf',
    irregular,
    '{passthrough}',
    '-enc_time_base',
    '1:90000',
    ...x264,
    '-bf',
    '3',
    '-g',
    '50',
    '-video_track_timescale',
    '90000',
  ],
  'vfr.mkv': ['-i', '{dir}/vfr.mp4', ...copy],
  'open-gop.mp4': [...moving(LONG), ...x264, '-bf', '3', '-g', '60', '-x264-params', 'open-gop=1:scenecut=0'],
  'open-gop.mkv': ['-i', '{dir}/open-gop.mp4', ...copy],
  'late-start.ts': ['-i', '{dir}/open-gop.mp4', ...copy, '-output_ts_offset', '100'],
  'edit-list.mp4': ['-ss', '2.3', '-i', '{dir}/open-gop.mp4', ...copy],
  'no-key-frames.mp4': [...moving(LONG), ...x264, '-x264-params', 'intra-refresh=1:keyint=50'],
  // One key frame, and a container without an index: after a jump the HEVC decoder gives pictures, all of them wrong.
  'one-key-frame.ts': [...moving(LONG), ...x265, '-x265-params', 'log-level=error:keyint=-1', '-pix_fmt', 'yuv420p'],
  'hevc.mp4': [
    ...moving(LONG),
    ...x265,
    '-x265-params',
    'log-level=error:open-gop=1:keyint=60:bframes=3',
    '-pix_fmt',
    'yuv420p',
  ],
  'hevc.ts': ['-i', '{dir}/hevc.mp4', ...copy],
  'interlaced.mp4': [
    '-f',
    'lavfi',
    '-i',
    'testsrc2=s=160x96:r=50:d=26',
    '-vf',
    'interlace,format=yuv420p',
    ...x264,
    '-g',
    '50',
    '-flags',
    '+ildct+ilme',
    '-x264-params',
    'tff=1',
  ],
  'marked.mp4': marked,
  'turned-90.mp4': ['-i', '{dir}/marked.mp4', ...copy, '-metadata:s:v', 'rotate=270'],
  'turned-180.mp4': ['-i', '{dir}/marked.mp4', ...copy, '-metadata:s:v', 'rotate=180'],
  'turned-270.mp4': ['-i', '{dir}/marked.mp4', ...copy, '-metadata:s:v', 'rotate=90'],
  'narrow-pixels.mp4': [...plain('blue', '720x480'), '-vf', 'setsar=8/9', ...x264],
  'red-709.mp4': [...plain('0xff0000'), '-vf', BT709, ...x264, '-qp', '1', ...tags709],
  'red-untagged-sd.mp4': [...plain('0xff0000'), '-vf', BT601, ...x264, '-qp', '1'],
  'red-untagged-hd.mp4': [...plain('0xff0000', '1280x720'), '-vf', BT709, ...x264, '-qp', '1'],
  'red-full-range.mp4': [
    ...plain('0xff0000'),
    '-vf',
    'scale=out_color_matrix=bt709:out_range=pc,format=yuvj420p',
    '-c:v',
    'libx264',
    '-qp',
    '1',
    ...tags709.slice(0, 6),
    '-color_range',
    'pc',
  ],
  'ten-bit.mp4': [
    ...plain('0xff0000'),
    '-vf',
    `${BT709},format=yuv420p10le`,
    '-c:v',
    'libx264',
    '-qp',
    '1',
    ...tags709,
  ],
  'pq.mp4': [...plain('black'), '-vf', pqWhite, ...x265, '-x265-params', hdrTags('smpte2084')],
  'hlg.mp4': [...plain('black'), '-vf', hlgWhite, ...x265, '-x265-params', hdrTags('arib-std-b67')],
  'two-films.mkv': [...plain('0xff0000'), ...plain('0x00ff00'), '-map', '0', '-map', '1', ...x264],
  'cover.png': [...plain('0x00ff00'), '-frames:v', '1'],
  'cover-first.mp4': [
    '-i',
    '{dir}/cover.png',
    '-i',
    '{dir}/cfr.mp4',
    '-map',
    '0',
    '-map',
    '1',
    '-c',
    'copy',
    '-disposition:v:0',
    'attached_pic',
  ],
  'song-with-cover.mp4': [
    '-i',
    '{dir}/cover.png',
    ...sound(1),
    '-map',
    '0',
    '-map',
    '1',
    '-c:v',
    'copy',
    '-c:a',
    'aac',
    '-disposition:v:0',
    'attached_pic',
  ],
  'only-sound.mp4': sound(1),
  'too-wide.mkv': ['-f', 'lavfi', '-i', 'color=black:s=16400x16:r=10:d=0.1', '-c:v', 'ffv1'],
  'index-first.mp4': ['-i', '{dir}/open-gop.mp4', ...copy, '-movflags', '+faststart'],
};

/** A name with everything that programs like to interpret. */
export const AWKWARD_NAME = `-it's a "tëst" 名前 %03d: [x],y;z.mp4`;

/** Builds all clips into a folder, which gets about 10 MB. */
export async function buildCorpus(binaries: FfmpegBinaries, dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const passthrough = [binaries.fpsMode ? '-fps_mode' : '-vsync', 'passthrough'];
  for (const [name, recipe] of Object.entries(CLIPS)) {
    const args = recipe.flatMap((word) => (word === '{passthrough}' ? passthrough : [word.replace('{dir}', dir)]));
    await run(binaries.ffmpeg, ['-v', 'error', '-nostdin', '-y', ...args, join(dir, name)]);
  }
  await breakFiles(dir);
}

async function breakFiles(dir: string): Promise<void> {
  const file = (name: string) => join(dir, name);
  const cut = async (from: string, to: string) => {
    await copyFile(file(from), file(to));
    await truncate(file(to), Math.round((await readFile(file(from))).length / 2));
  };
  await cut('index-first.mp4', 'cut-off.mp4');
  await cut('late-start.ts', 'cut-off.ts');
  await cut('open-gop.mp4', 'no-index.mp4');
  await copyFile(file('open-gop.mkv'), file('garbage.mkv'));
  await overwrite(file('garbage.mkv'), { from: (await stat(file('garbage.mkv'))).size >> 1, bytes: 4000 });
  await copyFile(file('index-first.mp4'), file('all-garbage.mp4'));
  const pictures = (await readFile(file('all-garbage.mp4'))).indexOf('mdat') + 4;
  await overwrite(file('all-garbage.mp4'), { from: pictures, bytes: Number.POSITIVE_INFINITY });
  await writeFile(file('text.mp4'), 'This is no film.\n'.repeat(200));
  await writeFile(file('text.txt'), 'This is no film.\n'.repeat(200));
  await writeFile(file('empty.mp4'), '');
  await mkdir(file('folder.mp4'), { recursive: true });
  await copyFile(file('cfr.mp4'), file(AWKWARD_NAME));
}

/** Overwrites bytes of a file with a pattern that means nothing to a decoder. */
async function overwrite(path: string, range: { readonly from: number; readonly bytes: number }): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    const length = Math.min(range.bytes, (await handle.stat()).size - range.from);
    const noise = Uint8Array.from({ length }, (_, i) => (i * 73 + (i >> 5) * 31) & 255);
    await handle.write(noise, 0, length, range.from);
  } finally {
    await handle.close();
  }
}
