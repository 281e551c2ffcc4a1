/**
 * How often somebody may try to sign in, counted in the database for all API processes together: by the network address
 * (who tries many accounts) and by the account (whom many addresses try). A window begins with the first attempt and is
 * not prolonged by later ones. An attempt counts from its beginning, so that many at once are no way around.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Queries } from '../database/port.ts';

export interface SignInLimits {
  /** Failed attempts within a window. */
  readonly perAddress: number;
  readonly perAccount: number;
  readonly windowMs: number;
}

export const DEFAULT_LIMITS: SignInLimits = { perAddress: 50, perAccount: 10, windowMs: 15 * 60_000 };

/** Rows of past windows that one attempt clears away. */
const SWEEP = 100;

export interface Attempt {
  /** Milliseconds until the next attempt is allowed; 0: this one is. */
  readonly waitMs: number;
  /** It says nothing about passwords: it does not count. */
  giveBack(): Promise<void>;
  /**
   * The password was right: the account starts afresh. The address keeps its other attempts, or signing in to one's own
   * account would serve to go on with others'.
   */
  succeed(): Promise<void>;
}

/** An attempt from an address, at an account if the request names one. */
export interface AttemptSubject {
  readonly address: string;
  /** As typed; need not exist. */
  readonly email: string | null;
}

export function limitSignIns(queries: Queries, limits: SignInLimits, now: () => number) {
  /** @returns how long to wait; 0: counted and allowed. */
  const count = async (subject: string, limit: number): Promise<number> => {
    const at = now();
    const ends = new Date(at + limits.windowMs);
    const isOver = sql<boolean>`sign_in_attempts.window_ends_at <= ${new Date(at)}`;
    const row = await queries
      .insertInto('sign_in_attempts')
      .values({ subject, attempts: 1, window_ends_at: ends })
      .onConflict((conflict) =>
        conflict.column('subject').doUpdateSet({
          // One more than allowed says that it was too many; counting on would say nothing more.
          attempts: sql`case when ${isOver} then 1 else least(sign_in_attempts.attempts + 1, ${sql.lit(limit + 1)}) end`,
          window_ends_at: sql`case when ${isOver} then excluded.window_ends_at else sign_in_attempts.window_ends_at end`,
        }),
      )
      .returning(['attempts', 'window_ends_at'])
      .executeTakeFirstOrThrow();
    return row.attempts > limit ? row.window_ends_at.getTime() - at : 0;
  };
  const discount = async (subject: string): Promise<void> => {
    await queries
      .updateTable('sign_in_attempts')
      .set({ attempts: sql`greatest(attempts - 1, 0)` })
      .where('subject', '=', subject)
      .execute();
  };
  const forget = async (subject: string): Promise<void> => {
    await queries.deleteFrom('sign_in_attempts').where('subject', '=', subject).execute();
  };

  return async ({ address, email }: AttemptSubject): Promise<Attempt> => {
    const ofAddress = `address ${address}`;
    const ofAccount = email === null ? null : `account ${hashEmail(email)}`;
    await sweep(queries, now());
    // In this order: an address that has had its share cannot keep an account shut for others.
    let waitMs = await count(ofAddress, limits.perAddress);
    if (waitMs === 0 && ofAccount !== null) waitMs = await count(ofAccount, limits.perAccount);
    return {
      waitMs,
      async giveBack() {
        await discount(ofAddress);
        if (ofAccount !== null) await discount(ofAccount);
      },
      async succeed() {
        await discount(ofAddress);
        if (ofAccount !== null) await forget(ofAccount);
      },
    };
  };
}

/** What strangers type need not be kept readable. */
const hashEmail = (email: string): string => createHash('sha256').update(email.trim().toLowerCase()).digest('hex');

/** Skips what others are clearing away or counting. */
async function sweep(queries: Queries, now: number): Promise<void> {
  await queries
    .deleteFrom('sign_in_attempts')
    .where('subject', 'in', (rows) =>
      rows
        .selectFrom('sign_in_attempts')
        .select('subject')
        .where('window_ends_at', '<=', new Date(now))
        .limit(SWEEP)
        .forUpdate()
        .skipLocked(),
    )
    .execute();
}
