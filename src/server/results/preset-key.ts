import type { ScreenTimePreset } from '../../pipeline/screen-time/presets.ts';

/** How a preset is named where only a word fits: `standard-1`, name and version. */
export const presetKey = ({ name, version }: Pick<ScreenTimePreset, 'name' | 'version'>): string =>
  `${name}-${version}`;
