const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** `1.4 GB`, in thousands, as disks are sold and file managers show. */
export function formatBytes(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 999.5 && unit < UNITS.length - 1) [value, unit] = [value / 1000, unit + 1];
  const digits = unit === 0 || value >= 99.5 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

export const formatShare = (share: number): string => `${(share * 100).toFixed(1)} %`;
