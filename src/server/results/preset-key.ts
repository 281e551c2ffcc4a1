import { type ScreenTimePreset, standardPreset } from '../../pipeline/screen-time/presets.ts';

/** How a preset is named where only a word fits: `standard-1`, name and version. */
export const presetKey = ({ name, version }: Pick<ScreenTimePreset, 'name' | 'version'>): string =>
  `${name}-${version}`;

/** By this preset seconds are kept for every run, and follow what people correct. */
export const KEPT_PRESET = presetKey(standardPreset);
