/** From HDR or wide-gamut video to SDR with BT.709 primaries. Pure. */
import type { VideoProbe } from './port.ts';

/** Reference white of HDR programmes in cd/m² (ITU-R BT.2408): it stays a bright white in the result. */
const REFERENCE_WHITE = 203;
/** Brightest light that is told apart, in cd/m²: what most programmes are graded to. */
const PEAK = 1000;

export interface SdrConversion {
  /** Options for the `scale` filter in front: it only shrinks and leaves the colours as they are. */
  readonly keepColour: string;
  /** Filters behind it; they end in 8-bit planar RGB. */
  readonly filters: readonly string[];
}

/** Whether the light of the video has to be compressed to be shown as SDR. */
export function isHdr(video: Pick<VideoProbe, 'dynamicRange'>): boolean {
  return video.dynamicRange !== 'sdr';
}

/**
 * Filters (needing `zscale`) for a video that is not SDR with BT.709-like primaries; null when there is nothing to do.
 *
 * The curve is `mobius`: linear up to 0.3 of reference white, where faces lie, and bent above. Its peak is fixed rather
 * than read from metadata, so that a file without metadata looks the same.
 */
export function toSdr(video: Pick<VideoProbe, 'dynamicRange' | 'colour'>): SdrConversion | null {
  const { matrix, range, primaries } = video.colour;
  const isWide = primaries === 'bt2020' || (isHdr(video) && primaries === null);
  if (!isHdr(video) && !isWide) return null;
  const source = [
    `matrixin=${zscaleMatrix(matrix)}`,
    `rangein=${range}`,
    `primariesin=${isWide ? '2020' : '709'}`,
    `transferin=${{ sdr: '709', pq: 'smpte2084', hlg: 'arib-std-b67' }[video.dynamicRange]}`,
  ].join(':');
  const toLinear = `zscale=${source}:matrix=gbr:range=full:transfer=linear:npl=${REFERENCE_WHITE}`;
  const toneMap = `tonemap=tonemap=mobius:param=0.3:desat=0:peak=${(PEAK / REFERENCE_WHITE).toFixed(3)}`;
  return {
    keepColour: keepColour(video.colour),
    filters: [
      matrix === 'rgb' ? 'format=gbrp16le' : 'format=yuv444p10le',
      toLinear,
      'format=gbrpf32le',
      'zscale=primaries=709',
      ...(isHdr(video) ? [toneMap] : []),
      'zscale=transfer=709:range=full',
      'format=gbrp',
      'scale=flags=accurate_rnd+bitexact',
    ],
  };
}

function keepColour({ matrix, range }: VideoProbe['colour']): string {
  return matrix === 'rgb' ? '' : `:out_color_matrix=${matrix}:out_range=${range === 'full' ? 'pc' : 'tv'}`;
}

function zscaleMatrix(matrix: VideoProbe['colour']['matrix']): string {
  // Old matrices never come with wide primaries; zscale spells two of them differently from version to version.
  return { bt601: '170m', bt709: '709', bt2020: '2020_ncl', smpte240m: '170m', fcc: '170m', rgb: 'gbr' }[matrix];
}
