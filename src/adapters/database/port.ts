/**
 * Port: the database. The same schema and the same queries on a PostgreSQL server and on the embedded one.
 *
 * Queries are written with Kysely on {@link Schema}. What both kinds need said in the same words is said here: JSON and
 * embeddings go in through `column-values.ts`; whole numbers come out as `number`, `numeric` as text, `date` as
 * `YYYY-MM-DD`, `timestamptz` as `Date`, embeddings as `Float32Array`.
 */
import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** A place to run queries: the database, or a transaction in it. */
export type Queries = Kysely<Schema>;
/** Queries that happen together or not at all. */
export type OpenTransaction = Transaction<Schema>;

export interface FaceQuery {
  /** Of length 1. Its dimensions are those of the model. */
  readonly embedding: Float32Array;
  /** The `models.id` that made it: only embeddings of this model are compared. */
  readonly modelId: number;
  /** How many faces are wanted at most. */
  readonly limit: number;
}

export interface NearFace {
  readonly runId: string;
  readonly faceNumber: number;
  /** Cosine with the query, −1 to 1. */
  readonly likeness: number;
}

export interface Database {
  readonly kind: 'postgres' | 'embedded';
  /** For health pages: `PostgreSQL 15.13 at db.example.org:5432/screenalytics`. No user, no password. */
  readonly description: string;
  /** `exact` where the pgvector extension is missing: every face is looked at, which takes longer with every episode. */
  readonly vectorSearch: 'pgvector' | 'exact';
  /** For single queries. Each is a transaction of its own. */
  readonly queries: Queries;
  /**
   * Runs `work` in one transaction at the level "read committed". It commits when `work` returns and rolls back when it
   * throws. The embedded database has one connection, so keep transactions short; using `queries` inside `work` would
   * wait for itself there and is refused by both kinds.
   *
   * @throws DatabaseError, see its codes; what `work` throws is passed on.
   */
  transaction<Result>(work: (transaction: OpenTransaction) => Promise<Result>): Promise<Result>;
  /**
   * Faces of active runs by falling likeness. With pgvector and a prepared model the search is approximate. Not to be
   * called from inside a transaction.
   *
   * @throws DatabaseError `database.invalid-value` when the dimensions differ from the model's.
   */
  nearestFaces(query: FaceQuery): Promise<readonly NearFace[]>;
  /**
   * Builds the index that makes `nearestFaces` fast among very many faces of this model, unless it is there or pgvector
   * is not. Every face stored later costs more, some milliseconds in the embedded database, so it pays late: up to some
   * ten thousand faces, looking at all of them is fast enough. docs/decisions/009-database.md has the figures.
   */
  prepareModel(modelId: number): Promise<void>;
  /**
   * Makes the database's own files forget what was deleted from tables or changed in them, as far as it is in their power:
   * `gone` where it is; `left` on a server, whose log of changes and copies are its own affair, and where a table is so large
   * that writing it anew would keep everybody waiting. Others wait meanwhile. Not to be called from inside a transaction.
   */
  purge(tables: readonly (keyof Schema)[]): Promise<'gone' | 'left'>;
  /** Asks the database for a sign of life. @throws DatabaseError when there is none. */
  check(): Promise<void>;
  /** Waits for running queries, then lets go of everything. Later queries fail with `database.closed`. */
  close(): Promise<void>;
}
