/** Which part of the settings is shown, as it stands in the address. */
import { oneOf, present, textOf } from '../../lib/search-values.ts';

export const SETTINGS_TABS = ['general', 'models', 'thresholds', 'accounts', 'keys', 'retention', 'privacy'] as const;
export type SettingsTab = (typeof SETTINGS_TABS)[number];

export const readSettingsView = (given: Readonly<Record<string, unknown>>) =>
  present({
    tab: oneOf(SETTINGS_TABS, given['tab']),
    /** Whom the part about privacy is about. */
    person: textOf(given['person']),
  });
