/** What an implementation hands over: a way to connections, and its name. The rest of the adapter is the same for all. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { parameterText } from './column-values.ts';
import { DatabaseError } from './database-error.ts';
import type { Database } from './port.ts';
import { translateError } from './translate-error.ts';

/** One connection, taken until it is given back. Errors are the driver's own. */
export interface Connection {
  /** Without parameters, the text may hold several statements. */
  query(sql: string, parameters: readonly (string | null)[]): Promise<PostgresQueryResult<unknown>>;
  /** @param broken the connection cannot be used again. */
  release(broken: boolean): void;
}

/** A database that can be connected to. */
export interface Connector {
  readonly kind: Database['kind'];
  /** Names it in messages and on health pages, without user and password. */
  readonly place: string;
  connect(): Promise<Connection>;
  /** Lets go of everything. Called once, when all connections are given back. */
  end(): Promise<void>;
}

/** Tells whether code runs inside a transaction, through all its awaits. */
export class TransactionScope {
  readonly #storage = new AsyncLocalStorage<{ open: boolean }>();

  get isInside(): boolean {
    return this.#storage.getStore()?.open ?? false;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const state = { open: true };
    try {
      return await this.#storage.run(state, work);
    } finally {
      // Work that was started inside and goes on outside is free again.
      state.open = false;
    }
  }
}

/** The connector as the query builder wants it: with the port's errors, parameters as text, and closed for good. */
export function toPool(connector: Connector, scope: TransactionScope): PostgresPool {
  let ended: Promise<void> | null = null;
  /** One promise per connection that is wanted or in use. */
  const inUse = new Set<Promise<void>>();
  const translated = <Result>(action: Promise<Result>): Promise<Result> =>
    action.catch((error: unknown) => Promise.reject(translateError(error, connector.place)));

  return {
    async connect() {
      if (ended !== null) throw new DatabaseError('database.closed', `The database is closed: ${connector.place}.`);
      if (scope.isInside) {
        throw new DatabaseError(
          'database.outside-transaction',
          'A query inside a transaction was made on the database: make it on the transaction that was handed in.',
        );
      }
      const giveBack = take(inUse);
      const connection = await translated(connector.connect()).catch((error: unknown) => {
        giveBack();
        throw error;
      });
      const client: Pick<PostgresPoolClient, 'release'> & { query: Connection['query'] } = {
        query: async (sql, parameters) => translated(connection.query(sql, parameters.map(parameterText))),
        release(broken) {
          connection.release(broken ?? false);
          giveBack();
        },
      };
      return client as PostgresPoolClient;
    },
    end() {
      ended ??= Promise.all(inUse).then(() => connector.end());
      return ended;
    },
  };
}

function take(inUse: Set<Promise<void>>): () => void {
  let giveBack = () => {};
  const use = new Promise<void>((resolve) => {
    giveBack = resolve;
  });
  inUse.add(use);
  return () => {
    inUse.delete(use);
    giveBack();
  };
}
