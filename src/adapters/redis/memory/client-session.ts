/** What a connection has sent and what became of it: in order, and ended with the connection. */
import type { Bytes } from './bytes.ts';
import { type CommandClient, type CommandContext, type Outcome, type Request, Waiting } from './command.ts';
import { Fifo } from './fifo.ts';
import type { MemoryServer } from './memory-server.ts';
import type { MockClient } from './mock-internals.ts';
import { type Reply, replyError } from './reply.ts';
import type { WaitingCommand } from './waiting-list.ts';

/** Who waits for an answer. */
export interface Recipient<Answer> {
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** As ioredis says it. */
export const connectionClosed = (): Error => new Error('Connection is closed.');

export class ClientSession implements CommandClient {
  readonly id: number;
  readonly connectedAt = Date.now();
  name: Bytes;
  readonly #server: MemoryServer;
  readonly #mock: MockClient;
  /** Sent and not answered, oldest first. */
  readonly #unanswered = new Set<Pick<Recipient<never>, 'reject'>>();
  /** Not begun, oldest first. */
  readonly #queue = new Fifo<() => void>();
  /** It waits for a key, and all that was sent after it waits for it, as on a real connection. */
  #waiting: WaitingCommand | undefined;
  /** Turns that came while it waited. */
  #missedTurns = 0;

  constructor(server: MemoryServer, mock: MockClient, name: Bytes) {
    this.#server = server;
    this.#mock = mock;
    this.id = server.nextClientId();
    this.name = name;
  }

  watch(keys: readonly Bytes[]): void {
    if (!this.#mock.dirty) for (const key of keys) this.#mock.watching.add(key);
  }

  unwatch(): void {
    this.#mock.dirty = false;
    this.#mock.watching.clear();
  }

  /** Runs a command when its turn comes. */
  submit(request: Request, recipient: Recipient<Reply>): void {
    this.#inTurn(recipient, () => {
      try {
        const result = this.#server.runAtOnce(this, (context) => start(this.#server, context, request));
        if (result instanceof Waiting) this.#wait(result, (outcome) => this.#answer(request, outcome, recipient));
        else this.#answer(request, { reply: result }, recipient);
      } catch (error) {
        this.#answer(request, { error }, recipient);
      }
      this.#server.waitingList.serve();
    });
  }

  /** Runs commands with nothing in between. Answers null when a watched key was written to since it was watched. */
  transact(requests: readonly Request[], recipient: Recipient<readonly Outcome[] | null>): void {
    this.#inTurn(recipient, () => {
      this.#unanswered.delete(recipient);
      const isStale = this.#mock.dirty;
      this.unwatch();
      try {
        for (const request of requests) this.#server.definition(request);
      } catch {
        return recipient.reject(replyError('EXECABORT Transaction discarded because of previous errors.'));
      }
      if (isStale) return recipient.resolve(null);
      const outcomes = this.#server.runAtOnce(this, (context) =>
        requests.map((request) => this.#server.attempt(context, request)),
      );
      for (const [i, outcome] of outcomes.entries()) this.#server.observer?.(requests[i]!, outcome);
      recipient.resolve(outcomes);
      this.#server.waitingList.serve();
    });
  }

  /** Waits until all that was sent before is answered. */
  settle(recipient: Recipient<void>): void {
    this.#inTurn(recipient, () => {
      this.#unanswered.delete(recipient);
      recipient.resolve();
    });
  }

  /** Rejects all that is not answered. */
  end(): void {
    if (this.#waiting) this.#server.waitingList.cancel(this.#waiting);
    this.#waiting = undefined;
    this.#queue.clear();
    this.#missedTurns = 0;
    const unanswered = [...this.#unanswered];
    this.#unanswered.clear();
    for (const recipient of unanswered) recipient.reject(connectionClosed());
    this.unwatch();
  }

  #inTurn(recipient: Pick<Recipient<never>, 'reject'>, run: () => void): void {
    this.#unanswered.add(recipient);
    this.#queue.push(run);
    this.#server.turns.add(() => this.#takeTurn());
  }

  #takeTurn(): void {
    if (this.#waiting) this.#missedTurns++;
    else this.#queue.take()?.();
  }

  #wait(waiting: Waiting, answer: (outcome: Outcome) => void): void {
    this.#waiting = {
      waiting,
      finish: (outcome) => {
        this.#waiting = undefined;
        answer(outcome);
        for (; this.#missedTurns > 0; this.#missedTurns--) this.#server.turns.add(() => this.#takeTurn());
      },
    };
    this.#server.waitingList.add(this.#waiting);
  }

  #answer(request: Request, outcome: Outcome, recipient: Recipient<Reply>): void {
    this.#unanswered.delete(recipient);
    this.#server.observer?.(request, outcome);
    if ('error' in outcome) recipient.reject(outcome.error);
    else recipient.resolve(outcome.reply);
  }
}

/** A command that could wait does not, if there is something for it. */
function start(server: MemoryServer, context: CommandContext, request: Request): Reply | Waiting {
  const result = server.run(context, request);
  if (!(result instanceof Waiting)) return result;
  return result.attempt() ?? result;
}
