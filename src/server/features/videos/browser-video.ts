/** What browsers can play. */
import path from 'node:path';
import type { KeptProbe } from './video-rows.ts';

type Played = Pick<KeptProbe, 'container' | 'codec' | 'pixelFormat' | 'audioCodec'>;

/** Eight bits, colour at half the resolution: hardware decoders know nothing else of H.264. */
const PLAIN = /^yuvj?420p$/;
const MP4_SOUND = ['aac', 'mp3', 'opus', 'flac'];
const WEBM_SOUND = ['opus', 'vorbis'];
const FREE_CODECS = ['vp9', 'av1'];

/**
 * By container and codecs, whether the browsers of today play a video, sound included. HEVC counts as not: some do, on some
 * machines.
 */
export function isPlayable({ container, codec, pixelFormat, audioCodec }: Played, fileName: string): boolean {
  const names = container.split(',');
  const sounds = (known: readonly string[]): boolean => audioCodec === null || known.includes(audioCodec);
  if (names.includes('mp4')) {
    return sounds(MP4_SOUND) && (FREE_CODECS.includes(codec) || (codec === 'h264' && PLAIN.test(pixelFormat)));
  }
  // ffprobe calls Matroska by the same name; browsers take only what is called WebM.
  if (!names.includes('webm') || path.extname(fileName).toLowerCase() !== '.webm') return false;
  return sounds(WEBM_SOUND) && ['vp8', ...FREE_CODECS].includes(codec);
}
