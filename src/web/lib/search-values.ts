/** Values after the `?` of an address. Anybody may type one: what does not fit is as if it were not there. */

export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

export function numberOf(value: unknown, { min = 0, max = Number.MAX_SAFE_INTEGER } = {}): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && number >= min && number <= max ? number : undefined;
}

export const flagOf = (value: unknown): true | undefined => (value === true || value === 'true' ? true : undefined);

export const oneOf = <Name extends string>(names: readonly Name[], value: unknown): Name | undefined =>
  names.find((name) => name === value);

/** Without what is undefined: it does not show in the address then. */
export function present<Values extends object>(
  values: Values,
): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
