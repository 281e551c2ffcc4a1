/** The errors of the database port. */
import { UserError } from '../../errors.ts';

export type DatabaseErrorCode =
  /** No connection, or it broke. Worth a retry. */
  | 'database.unreachable'
  /** The server answers and says no: password, rights, no such database. */
  | 'database.refused'
  | 'database.server-too-old'
  /** Another process has the data directory open. Worth a retry. */
  | 'database.in-use'
  | 'database.unwritable'
  | 'database.disk-full'
  /** The data directory belongs to another version, or what is in it cannot be read. */
  | 'database.unusable'
  | 'database.migration-changed'
  | 'database.migration-failed'
  /** A newer version of this program has migrated the database. */
  | 'database.newer-schema'
  /** A unique constraint: it exists already. */
  | 'database.duplicate'
  /** A foreign key: what the row refers to is missing, or a row still refers to what was to go. */
  | 'database.broken-reference'
  /** A check, a type or a missing value. */
  | 'database.invalid-value'
  /** A change or removal in a table that is a log. */
  | 'database.append-only'
  /** Two transactions stood in each other's way and this one gave up. Worth a retry of the whole transaction. */
  | 'database.conflict'
  /** A query outside the transaction that is running, made from inside it. */
  | 'database.outside-transaction'
  | 'database.closed'
  /** Any other refusal of a query: a mistake in the program. */
  | 'database.query-failed';

/** Which part of the schema a refused row offended; each null where the database does not say. */
export interface Offence {
  readonly table: string | null;
  readonly column: string | null;
  readonly constraint: string | null;
}

const NONE: Offence = { table: null, column: null, constraint: null };

/** The database cannot be used, or refuses something; the message is one line, and never holds a password. */
export class DatabaseError extends UserError {
  override readonly name = 'DatabaseError';
  declare readonly code: DatabaseErrorCode;
  readonly offence: Offence;

  constructor(
    code: DatabaseErrorCode,
    message: string,
    options: { cause?: unknown; retryable?: boolean; offence?: Offence } = {},
  ) {
    super(code, message, options);
    this.offence = options.offence ?? NONE;
  }
}
