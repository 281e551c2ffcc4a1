/** Which receipt is open, as it stands in the address: `key`, `key,key`, `everybody`, and perhaps `;shot=12` or `;until=93.5`. */
import { type Receipt, sharedSpans, unionSpans } from './shared-spans.ts';
import type { Subject } from './subjects.ts';

/** Instead of keys: the time in which any face is visible. */
const EVERYBODY = 'everybody';

export interface ReceiptScope {
  /** One shot alone. */
  readonly shot?: number;
  /** Up to that time alone, in seconds. */
  readonly until?: number;
}

export interface OpenReceipt extends ReceiptScope {
  /** One person, or two for the time they share; all of them for everybody. */
  readonly subjects: readonly Subject[];
  readonly isEverybody: boolean;
}

export function receiptText(keys: readonly string[] | 'everybody', { shot, until }: ReceiptScope = {}): string {
  const who = keys === EVERYBODY ? EVERYBODY : keys.join(',');
  return `${who}${shot === undefined ? '' : `;shot=${shot}`}${until === undefined ? '' : `;until=${until.toFixed(3)}`}`;
}

/** Null: no such person is there by these rules, or the address says something else. */
export function openReceipt(text: string | undefined, subjects: readonly Subject[]): OpenReceipt | null {
  const [who = '', ...scopes] = text?.split(';') ?? [];
  const isEverybody = who === EVERYBODY;
  const chosen = isEverybody
    ? subjects
    : who.split(',').flatMap((key) => subjects.find((each) => each.key === key) ?? []);
  if (chosen.length === 0) return null;
  const given = new Map(scopes.map((scope) => scope.split('=') as [string, string]));
  const [shot, until] = ['shot', 'until'].map((name) => Number(given.get(name) ?? Number.NaN)) as [number, number];
  return {
    subjects: isEverybody ? chosen : chosen.slice(0, 2),
    isEverybody,
    ...(Number.isFinite(shot) && { shot }),
    ...(Number.isFinite(until) && { until }),
  };
}

/** By time. Their lengths add up to the number that was opened. */
export function spansOfReceipt({ subjects, isEverybody, shot, until = Number.POSITIVE_INFINITY }: OpenReceipt) {
  const [first, second] = subjects.map(({ row }) => row.receipts);
  const all: readonly Receipt[] = isEverybody
    ? unionSpans(subjects.flatMap(({ row }) => row.receipts))
    : second
      ? sharedSpans(first ?? [], second)
      : (first ?? []);
  return all
    .filter((span) => (shot === undefined || span.shot === shot) && span.startSeconds < until)
    .map((span) => (span.endSeconds > until ? { ...span, endSeconds: until } : span));
}
