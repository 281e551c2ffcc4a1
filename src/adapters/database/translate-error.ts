/** Turns what a driver throws into the port's errors. The only place that knows SQLSTATE codes. */
import { DatabaseError, type DatabaseErrorCode } from './database-error.ts';

/** What drivers attach to an error that the database reported. */
export interface Reported {
  readonly message: string;
  /** SQLSTATE, or a system error code such as `ECONNREFUSED`. */
  readonly code?: string | undefined;
  readonly detail?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly constraint?: string | undefined;
}

interface Meaning {
  readonly code: DatabaseErrorCode;
  readonly remedy?: string;
  readonly retryable?: boolean;
}

const UNREACHABLE: Meaning = {
  code: 'database.unreachable',
  retryable: true,
  remedy: 'start the server or correct DATABASE_URL',
};
const LATER: Meaning = { code: 'database.unreachable', retryable: true, remedy: 'try again in a moment' };
const REFUSED: Meaning = { code: 'database.refused', remedy: 'correct DATABASE_URL or the rights on the server' };
const CONFLICT: Meaning = { code: 'database.conflict', retryable: true, remedy: 'try again' };
const DISK: Meaning = { code: 'database.disk-full', retryable: true, remedy: 'free some space and try again' };
const UNUSABLE: Meaning = { code: 'database.unusable', remedy: 'restore a copy of it' };

/** By the whole code, else by its class (the first two characters). */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: LATER,
  EPIPE: LATER,
  ENOENT: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  '08': LATER,
  '53': LATER,
  '57P01': LATER,
  '57P02': LATER,
  '57P03': LATER,
  '28': REFUSED,
  '3D': REFUSED,
  '42501': REFUSED,
  '53100': DISK,
  '58': DISK,
  XX001: UNUSABLE,
  XX002: UNUSABLE,
  '23001': { code: 'database.append-only' },
  '23503': { code: 'database.broken-reference' },
  '23505': { code: 'database.duplicate' },
  '23': { code: 'database.invalid-value' },
  '22': { code: 'database.invalid-value' },
  '40': CONFLICT,
  '55P03': CONFLICT,
};

/** Errors of pg that carry no code. */
const LOST =
  /connection terminated|timeout (exceeded|expired) when trying to connect|client has encountered a connection error/i;
const CLOSED = /cannot use a pool after calling end|driver has already been destroyed/i;

/**
 * @param place names the database in messages: `the PostgreSQL server at db:5432`. No password.
 * @returns a DatabaseError; one that is already is returned as it is.
 */
export function translateError(error: unknown, place: string): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const reported = firstOf(error);
  if (CLOSED.test(reported.message)) return new DatabaseError('database.closed', `The database is closed: ${place}.`);
  const { code: state = '' } = reported;
  const meaning: Meaning =
    MEANINGS[state] ??
    MEANINGS[state.slice(0, 2)] ??
    (LOST.test(reported.message) ? UNREACHABLE : { code: 'database.query-failed' });
  const what = [reported.message || state, reported.detail].filter(Boolean).join(' ').replace(/\s+/g, ' ');
  const remedy = meaning.remedy ? `: ${meaning.remedy}` : '';
  return new DatabaseError(meaning.code, `${capital(place)} reports "${what}"${remedy}.`, {
    cause: error,
    retryable: meaning.retryable ?? false,
    offence: {
      table: reported.table ?? null,
      column: reported.column ?? null,
      constraint: reported.constraint ?? null,
    },
  });
}

/** A name with several addresses fails once per address, and the errors come bundled without a message. */
function firstOf(error: unknown): Reported {
  if (error instanceof AggregateError && error.errors.length > 0) return firstOf(error.errors[0]);
  if (typeof error === 'object' && error !== null && 'message' in error) return error as Reported;
  return { message: String(error) };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
