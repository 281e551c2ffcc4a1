/** A sorted set: members with scores, in order of score, then of bytes. */
import type { Bytes } from './bytes.ts';

export interface ScoredMember {
  readonly member: Bytes;
  readonly score: number;
}

export class SortedSet {
  readonly #scores = new Map<Bytes, number>();
  readonly #ordered: ScoredMember[] = [];

  get size(): number {
    return this.#ordered.length;
  }

  score(member: Bytes): number | undefined {
    return this.#scores.get(member);
  }

  set(member: Bytes, score: number): void {
    const old = this.#scores.get(member);
    if (old === score) return;
    if (old !== undefined) this.#ordered.splice(this.#indexOf({ member, score: old }), 1);
    this.#scores.set(member, score);
    const entry = { member, score };
    this.#ordered.splice(this.#indexOf(entry), 0, entry);
  }

  delete(member: Bytes): boolean {
    const score = this.#scores.get(member);
    if (score === undefined) return false;
    this.#scores.delete(member);
    this.#ordered.splice(this.#indexOf({ member, score }), 1);
    return true;
  }

  /** Index from the lowest; undefined: no such member. */
  rank(member: Bytes): number | undefined {
    const score = this.#scores.get(member);
    return score === undefined ? undefined : this.#indexOf({ member, score });
  }

  /** Entries from index `from` up to, not including, `to`; both ≥ 0. */
  slice(from: number, to: number): ScoredMember[] {
    return this.#ordered.slice(from, to);
  }

  /** Removes what `slice` would give, and gives it. */
  cut(from: number, to: number): ScoredMember[] {
    const removed = this.#ordered.splice(from, Math.max(0, to - from));
    for (const { member } of removed) this.#scores.delete(member);
    return removed;
  }

  /** Number of entries at the start for which `isBefore` holds; it must hold for none after one for which it does not. */
  countWhile(isBefore: (entry: ScoredMember) => boolean): number {
    let from = 0;
    let to = this.#ordered.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (isBefore(this.#ordered[middle]!)) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #indexOf({ member, score }: ScoredMember): number {
    return this.countWhile((entry) => entry.score < score || (entry.score === score && entry.member < member));
  }
}
