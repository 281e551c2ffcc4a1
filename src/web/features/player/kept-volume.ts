/** How loud it is, kept per browser. */
const KEY = 'screenalytics-volume';

type Volume = Pick<HTMLVideoElement, 'volume' | 'muted'>;

export function readVolume(): Volume {
  const [volume, muted] = (localStorage.getItem(KEY) ?? '').split(' ');
  const level = Number(volume || 1);
  return { volume: level >= 0 && level <= 1 ? level : 1, muted: muted === 'muted' };
}

export const keepVolume = ({ volume, muted }: Volume): void =>
  localStorage.setItem(KEY, muted ? `${volume} muted` : `${volume}`);
