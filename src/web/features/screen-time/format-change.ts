const SMALLEST = 0.05;

/** `+1.2 s`, `−0.4 s`; `±0` where nothing shows at a tenth of a second. */
export function formatChange(seconds: number): string {
  if (Math.abs(seconds) < SMALLEST) return '±0';
  return `${seconds < 0 ? '−' : '+'}${Math.abs(seconds).toFixed(1)} s`;
}

/** `+3.2 %`. @param share of what is compared with. */
export const formatChangedShare = (share: number): string =>
  `${share < 0 ? '−' : '+'}${(Math.abs(share) * 100).toFixed(1)} %`;
