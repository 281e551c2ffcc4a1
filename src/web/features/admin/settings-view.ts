/** Which part of the settings is shown, as it stands in the address. */
import { oneOf, present } from '../../lib/search-values.ts';

export const SETTINGS_TABS = ['general', 'models', 'thresholds', 'accounts', 'keys'] as const;
export type SettingsTab = (typeof SETTINGS_TABS)[number];

export const readSettingsView = (given: Readonly<Record<string, unknown>>) =>
  present({ tab: oneOf(SETTINGS_TABS, given['tab']) });
