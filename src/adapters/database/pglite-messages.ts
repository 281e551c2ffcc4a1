/** What the thread of the embedded database and the rest of the process tell each other. */
import type { Reported } from './translate-error.ts';

/** Handed to the thread when it starts. */
export interface ThreadStart {
  readonly dataDirectory: string;
}

export type ToThread =
  | {
      readonly type: 'query';
      readonly id: number;
      readonly sql: string;
      readonly parameters: readonly (string | null)[];
    }
  | { readonly type: 'close' };

/** What came of a query. */
export interface ThreadResult {
  readonly command: string;
  readonly rowCount: number;
  readonly rows: unknown[];
}

export type FromThread =
  | { readonly type: 'open' }
  | { readonly type: 'result'; readonly id: number; readonly result: ThreadResult }
  | { readonly type: 'error'; readonly id: number; readonly error: Reported };
