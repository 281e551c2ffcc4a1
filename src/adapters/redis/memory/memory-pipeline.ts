/** Commands that are collected and sent together: `pipeline()` one after the other, `multi()` with nothing in between. */
import { type Command, Redis } from 'ioredis';
import type { Outcome, Request } from './command.ts';
import { evalArguments, type NamedScript, newCommand, type ReplyForm, requestOf } from './ioredis-command.ts';
import { decodeReply } from './reply.ts';

/** Per command: its error, or null and its reply. */
type Results = ([Error] | [null, unknown])[];
type Callback = (error: Error | null, results?: Results | null) => void;

/** The connection that they are sent on. */
export interface PipelineClient {
  readonly scripts: ReadonlyMap<string, NamedScript>;
  readonly session: {
    transact(
      requests: readonly Request[],
      recipient: { resolve(outcomes: readonly Outcome[] | null): void; reject(error: unknown): void },
    ): void;
  };
  send(command: Command, form: ReplyForm): Promise<unknown>;
  isReadyToSend(unsent: { reject(error: Error): void }): boolean;
}

export class MemoryPipeline {
  readonly #client: PipelineClient;
  readonly #mode: 'each' | 'at-once';
  readonly #commands: { readonly command: Command; readonly form: ReplyForm }[] = [];

  static {
    for (const name of Redis.prototype.getBuiltinCommands()) {
      for (const [method, form] of [
        [name, 'text'],
        [`${name}Buffer`, 'buffer'],
      ] as const) {
        if (method in MemoryPipeline.prototype) continue;
        Object.defineProperty(MemoryPipeline.prototype, method, {
          value(this: MemoryPipeline, ...args: unknown[]) {
            return this.#add(newCommand(name, args, form), form);
          },
          writable: true,
        });
      }
    }
  }

  /** @param commands first ones, each a name with its arguments. */
  constructor(client: PipelineClient, mode: 'each' | 'at-once', commands: readonly (readonly unknown[])[] = []) {
    this.#client = client;
    this.#mode = mode;
    const methods = this as unknown as Record<string, (...args: unknown[]) => this>;
    for (const [name, script] of client.scripts) {
      methods[name] = (...args) => this.#add(newCommand('eval', evalArguments(script, args), 'text'), 'text');
    }
    for (const [name, ...args] of commands) methods[String(name)]!(...args);
  }

  get length(): number {
    return this.#commands.length;
  }

  /** Any command by its name. */
  call(name: string, ...args: unknown[]): this {
    return this.#add(newCommand(name, args, 'text'), 'text');
  }

  callBuffer(name: string, ...args: unknown[]): this {
    return this.#add(newCommand(name, args, 'buffer'), 'buffer');
  }

  exec(callback?: Callback): Promise<Results | null> {
    const results = this.#mode === 'each' ? this.#sendEach() : this.#sendAtOnce();
    if (callback) {
      results.then((replies) => callback(null, replies)).catch((error: unknown) => callback(error as Error));
    }
    return results;
  }

  #add(command: Command, form: ReplyForm): this {
    this.#commands.push({ command, form });
    return this;
  }

  #sendEach(): Promise<Results> {
    const results = this.#results();
    for (const { command, form } of this.#commands) void this.#client.send(command, form);
    return results;
  }

  async #sendAtOnce(): Promise<Results | null> {
    const results = this.#results();
    const outcomes = await new Promise<readonly Outcome[] | null>((resolve, reject) => {
      if (!this.#client.isReadyToSend({ reject })) return;
      const requests = this.#commands.map(({ command }) => requestOf(command));
      this.#client.session.transact(requests, { resolve, reject });
    });
    if (outcomes === null) return null;
    for (const [i, { command, form }] of this.#commands.entries()) {
      const outcome = outcomes[i]!;
      if ('error' in outcome) command.reject(outcome.error as Error);
      else command.resolve(decodeReply(outcome.reply, form) as never);
    }
    return results;
  }

  /** What becomes of the commands; made before they are sent, so that no error is without someone who hears it. */
  #results(): Promise<Results> {
    const settled = this.#commands.map(({ command }) =>
      command.promise.then(
        (reply): Results[number] => [null, reply],
        (error: Error): Results[number] => [error],
      ),
    );
    return Promise.all(settled);
  }
}
