/** The settings of a run, whatever they are, as lines. */

export interface SettingLine {
  /** `settings.sampling.stride` */
  readonly path: string;
  readonly value: string;
}

/** One line per value, in the order they stand in. */
export function settingLines(config: unknown, path = ''): SettingLine[] {
  if (typeof config === 'object' && config !== null && Object.keys(config).length > 0) {
    return Object.entries(config).flatMap(([name, value]) =>
      settingLines(value, path === '' ? name : `${path}.${name}`),
    );
  }
  return path === '' ? [] : [{ path, value: settingText(config) }];
}

export function settingText(value: unknown): string {
  if (value === null || value === undefined) return '–';
  // Six digits tell any two settings apart; more come from binary arithmetic.
  if (typeof value === 'number') return String(Number(value.toPrecision(6)));
  return typeof value === 'object' ? 'none' : String(value);
}

/** Name of the model pack it was asked for with. */
export function packOf({ config }: { readonly config: unknown }): string | undefined {
  const pack = typeof config === 'object' && config !== null && 'pack' in config ? config.pack : undefined;
  return typeof pack === 'string' ? pack : undefined;
}
