/** The in-memory Redis behind its connections: keys, scripts, who waits, and one command after the other. */
import { randomUUID } from 'node:crypto';
import type { Fengari } from 'fengari';
import {
  type CommandClient,
  type CommandContext,
  type CommandDefinition,
  type Outcome,
  type Request,
  type ScriptEngine,
  Waiting,
} from './command.ts';
import { allCommands } from './commands/all-commands.ts';
import { ExpirySweep } from './expiry-sweep.ts';
import { Keyspace } from './keyspace.ts';
import { createScriptRunner } from './lua/script-runner.ts';
import { type MockClient, MockRedis } from './mock-internals.ts';
import { type Reply, replyError } from './reply.ts';
import { Turns } from './turns.ts';
import { WaitingList } from './waiting-list.ts';

/** Told of each command of a client when it has its outcome, in the order in which they took effect. */
export type Observer = (request: Request, outcome: Outcome) => void;

/** What would run a script in a script, or wait in one. */
const NOT_IN_SCRIPTS = new Set(['eval', 'evalsha', 'script', 'watch', 'unwatch']);

const COMMANDS: ReadonlyMap<string, CommandDefinition> = new Map(Object.entries(allCommands));

export class MemoryServer {
  /** Tells this server's data apart in ioredis-mock, which keeps data by host name. */
  readonly host = `memory-${randomUUID()}`;
  readonly turns = new Turns();
  readonly waitingList = new WaitingList();
  readonly clients = new Set<CommandClient>();
  observer: Observer | undefined;
  readonly #scripts: ScriptEngine;
  readonly #keys: Keyspace;
  readonly #sweep: ExpirySweep;
  /** Holds the data; it is no connection of anybody. */
  readonly #base: MockClient;
  #lastId = 0;
  #commandsRun = 0;

  constructor(fengari: Fengari) {
    this.#scripts = createScriptRunner(fengari);
    this.#base = new MockRedis({ host: this.host, lazyConnect: true });
    // Every connection listens there for WATCH.
    this.#base.context.modifiedKeyEvents.setMaxListeners(0);
    this.#keys = new Keyspace(this.#base.data, this.#base.expires, {
      write: (key) => this.waitingList.note(key),
      expiry: (key, at) => this.#sweep.add(key, at),
    });
    this.#sweep = new ExpirySweep((key) => this.#keys.expiry(key));
  }

  nextClientId(): number {
    return ++this.#lastId;
  }

  /** @throws ReplyError when there is no such command or it has too few or too many words. */
  definition({ name, args }: Request): CommandDefinition {
    const definition = COMMANDS.get(name);
    if (definition === undefined) {
      throw replyError(`ERR unknown command '${name}': the in-memory Redis does not have it. Use a Redis server.`);
    }
    const words = args.length + 1;
    if (definition.arity < 0 ? words < -definition.arity : words !== definition.arity) {
      throw replyError(`ERR wrong number of arguments for '${name}' command`);
    }
    return definition;
  }

  /**
   * Runs commands one after the other with nothing in between. When they are answered, `waitingList.serve` lets those
   * go on that waited for what was written.
   *
   * @throws what `act` throws; what it wrote before stays.
   */
  runAtOnce<Result>(client: CommandClient, act: (context: CommandContext) => Result): Result {
    const { clients } = this;
    const context: CommandContext = {
      keys: this.#keys,
      client,
      clients,
      scripts: this.#scripts,
      now: Date.now(),
      waiting: this.waitingList.size,
      commandsRun: this.#commandsRun,
      call: (name, args) => {
        if (NOT_IN_SCRIPTS.has(name)) throw replyError('ERR This Redis command is not allowed from script');
        return this.runNow(context, { name, args });
      },
    };
    this.#commandsRun++;
    return act(context);
  }

  /** @throws ReplyError. */
  run(context: CommandContext, request: Request): Reply | Waiting {
    return this.definition(request).run(context, ...request.args);
  }

  /** In a script or transaction nothing waits: what would is tried once. @throws ReplyError. */
  runNow(context: CommandContext, request: Request): Reply {
    const result = this.run(context, request);
    return result instanceof Waiting ? result.attempt() : result;
  }

  /** As `runNow`, and a failure is an outcome. */
  attempt(context: CommandContext, request: Request): Outcome {
    try {
      return { reply: this.runNow(context, request) };
    } catch (error) {
      return { error };
    }
  }

  /** Frees what it holds. */
  stop(): void {
    this.#sweep.stop();
    this.#keys.clear();
    this.#base.disconnect();
  }
}
