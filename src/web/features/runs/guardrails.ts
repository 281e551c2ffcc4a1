/** Guardrails in words. */
import type { Run } from '../../../server/contract/runs.ts';

export type Guardrail = Run['guardrails'][number];

/** Shares are shown in percent, counts whole, the rest with a digit. */
export function formatMeasure(name: string, value: number): string {
  if (/_(fraction|rate)$/.test(name)) return `${round(value * 100)} %`;
  return name === 'clusters' ? String(Math.round(value)) : round(value);
}

/** `10 to 30`, `at most 20 %`, `at least 3`. */
export function formatTarget({ name, target: { min, max } }: Pick<Guardrail, 'name' | 'target'>): string {
  const show = (value: number): string => formatMeasure(name, value);
  if (min !== undefined && max !== undefined) return `${show(min)} to ${show(max)}`;
  if (max !== undefined) return `at most ${show(max)}`;
  return min === undefined ? '' : `at least ${show(min)}`;
}

const round = (value: number): string => (Math.round(value * 10) / 10).toString();

const RANK: Record<Guardrail['status'], number> = { warn: 0, notice: 1, ok: 2 };

/** The worst first, else as they come. */
export const worstFirst = (guardrails: readonly Guardrail[]): Guardrail[] =>
  guardrails.toSorted((a, b) => RANK[a.status] - RANK[b.status]);
