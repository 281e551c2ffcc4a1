/** What the thread of the embedded database and the rest of the process tell each other. */

/** Handed to the thread when it starts. */
export interface ThreadStart {
  readonly dataDirectory: string;
}

/** `bytes` are whole messages of PostgreSQL's wire protocol, up to one that asks for an answer. */
export type ToThread = { readonly type: 'bytes'; readonly bytes: Uint8Array } | { readonly type: 'close' };

/** To each `bytes` one answer, in the order of asking: what a server would have sent. */
export type FromThread = { readonly type: 'open' } | { readonly type: 'bytes'; readonly bytes: Uint8Array };
