/** How far the measured seconds are from those that somebody counted by hand. */
import type { ManualCount } from './manual-counts.ts';
import { matchNames } from './match-names.ts';
import type { Subject } from './subjects.ts';

/** Key of the person by the name in the list, as the reader said; null: nobody. */
export type Assigned = Readonly<Record<string, string | null>>;

export interface ManualRow extends ManualCount {
  readonly subject: Subject | null;
  /** Whether the reader said who it is. */
  readonly isAssigned: boolean;
  /** Measured less counted, in seconds; null: nobody is matched. */
  readonly error: number | null;
}

export interface ManualErrors {
  readonly rows: readonly ManualRow[];
  /** Measured people whom nobody counted. */
  readonly uncounted: readonly Subject[];
  /** Over all rows that are matched, in seconds. */
  readonly total: {
    readonly counted: number;
    readonly measured: number;
    readonly absolute: number;
    readonly rows: number;
  };
}

const NONE: ReadonlyMap<string, readonly string[]> = new Map();

/** @param aliases of people, by their key. */
export function manualErrors(
  counts: readonly ManualCount[],
  subjects: readonly Subject[],
  assigned: Assigned,
  aliases = NONE,
): ManualErrors {
  const people = subjects.filter(({ isUnattributed }) => !isUnattributed);
  const known = new Map(people.map((subject) => [subject.key, subject]));
  // A person that is not in this run any more leaves the choice to the names again.
  const isSaid = (name: string): boolean =>
    Object.hasOwn(assigned, name) && (assigned[name] === null || known.has(assigned[name]!));
  const said = counts.filter(({ name }) => isSaid(name)).map(({ name }) => assigned[name]!);
  const guessed = matchNames(
    counts.map(({ name }) => name).filter((name) => !isSaid(name)),
    people
      .filter(({ key }) => !said.includes(key))
      .map(({ key, name }) => ({ key, name, aliases: aliases.get(key) ?? [] })),
  );
  const rows = counts.map((count): ManualRow => {
    const isAssigned = isSaid(count.name);
    const key = isAssigned ? assigned[count.name] : guessed.get(count.name);
    const subject = known.get(key ?? '') ?? null;
    return { ...count, subject, isAssigned, error: subject && subject.seconds - count.seconds };
  });
  const matched = rows.filter(({ subject }) => subject !== null);
  const sum = (value: (row: ManualRow) => number): number => matched.reduce((total, row) => total + value(row), 0);
  const counted = new Set(matched.map(({ subject }) => subject));
  return {
    rows,
    uncounted: people.filter((subject) => !counted.has(subject)),
    total: {
      counted: sum(({ seconds }) => seconds),
      measured: sum(({ subject }) => subject!.seconds),
      absolute: sum(({ error }) => Math.abs(error!)),
      rows: matched.length,
    },
  };
}
