/** What a command of the in-memory Redis is. */
import type { Bytes } from './bytes.ts';
import type { Keyspace } from './keyspace.ts';
import type { Reply } from './reply.ts';

/** A command as it came: its name in lower case. */
export interface Request {
  readonly name: string;
  readonly args: readonly Bytes[];
}

/** What became of it. */
export type Outcome = { readonly reply: Reply } | { readonly error: unknown };

/** What commands know of the connection they came on. */
export interface CommandClient {
  readonly id: number;
  readonly connectedAt: number;
  name: Bytes;
  watch(keys: readonly Bytes[]): void;
  unwatch(): void;
}

/** Scripts by the SHA-1 of their text. */
export interface ScriptEngine {
  /** Compiles and keeps it. @returns its SHA-1. @throws ReplyError when it does not compile. */
  load(source: Bytes): string;
  has(sha: string): boolean;
  forgetAll(): void;
  /** @throws ReplyError that the script ended with, or NOSCRIPT. */
  run(sha: string, call: ScriptCall): Reply;
}

export interface ScriptCall {
  readonly keys: readonly Bytes[];
  readonly args: readonly Bytes[];
  /** Runs what the script calls. @throws ReplyError of that command. */
  command(name: string, args: readonly Bytes[]): Reply;
}

export interface CommandContext {
  readonly keys: Keyspace;
  readonly client: CommandClient;
  readonly clients: Iterable<CommandClient>;
  readonly scripts: ScriptEngine;
  /** Milliseconds since 1970; stands still during a script or transaction, as all that it does happens at once. */
  readonly now: number;
  /** How many of them wait for a key. */
  readonly waiting: number;
  /** Commands run so far, those of scripts not counted. */
  readonly commandsRun: number;
  /** Runs another command for the same client. */
  call(name: string, args: readonly Bytes[]): Reply;
}

/** A command that has nothing to reply yet: it is tried again whenever one of its keys was written to. */
export class Waiting {
  readonly keys: readonly Bytes[];
  /** Then it replies null; Infinity: it waits as long as it takes. */
  readonly timeoutMs: number;
  /** Gives null as long as there is nothing. */
  readonly attempt: () => Reply;

  constructor(keys: readonly Bytes[], timeoutMs: number, attempt: () => Reply) {
    this.keys = keys;
    this.timeoutMs = timeoutMs;
    this.attempt = attempt;
  }
}

export interface CommandDefinition {
  /** As in Redis: how many words with the name; negative: at least so many. */
  readonly arity: number;
  /** @throws ReplyError when it cannot be done; nothing has been written then. */
  run(context: CommandContext, ...args: Bytes[]): Reply | Waiting;
}

/** By lower-case name. */
export type CommandTable = Readonly<Record<string, CommandDefinition>>;
