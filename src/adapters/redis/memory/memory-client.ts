/** A connection to the in-memory Redis that looks and behaves like one of ioredis. */
import { type Command, Redis, type RedisOptions, ScanStream } from 'ioredis';
import { bytesOf } from './bytes.ts';
import { ClientSession, connectionClosed } from './client-session.ts';
import { evalArguments, type NamedScript, newCommand, type ReplyForm, requestOf } from './ioredis-command.ts';
import { MemoryPipeline } from './memory-pipeline.ts';
import type { MemoryServer } from './memory-server.ts';
import { MockRedis } from './mock-internals.ts';
import { decodeReply } from './reply.ts';

/** Subscriptions stay the mock's: they touch no key. */
const OF_THE_MOCK = new Set(['subscribe', 'psubscribe', 'unsubscribe', 'punsubscribe', 'publish', 'pubsub']);

export class MemoryClient extends MockRedis {
  status: 'wait' | 'connecting' | 'ready' | 'end' = 'wait';
  readonly session: ClientSession;
  readonly scripts = new Map<string, NamedScript>();
  readonly #server: MemoryServer;

  static {
    for (const name of Redis.prototype.getBuiltinCommands()) {
      if (OF_THE_MOCK.has(name)) continue;
      defineMethod(name, name, 'text');
      defineMethod(`${name}Buffer`, name, 'buffer');
    }
    function defineMethod(method: string, name: string, form: ReplyForm): void {
      if (method in MemoryClient.prototype) return;
      Object.defineProperty(MemoryClient.prototype, method, {
        value(this: MemoryClient, ...args: unknown[]) {
          return this.send(newCommand(name, args, form), form);
        },
        writable: true,
        configurable: true,
      });
    }
  }

  constructor(server: MemoryServer, options: RedisOptions = {}) {
    super({ maxRetriesPerRequest: null, ...options, host: server.host, lazyConnect: true });
    this.#server = server;
    this.session = new ClientSession(server, this, bytesOf(options.connectionName ?? ''));
    this.context.modifiedKeyEvents.off('modified', this._signalModifiedKey);
    // Closed before it is there, it was not wanted: nobody asked for the outcome.
    if (!options.lazyConnect) this.connect().catch(() => {});
  }

  /** Called by the mock's constructor. Of the commands that it puts onto the instance only subscriptions stay. */
  override _initCommands(): void {
    super._initCommands();
    for (const name of Object.keys(this)) {
      if (name in MemoryClient.prototype && !name.startsWith('_'))
        delete (this as unknown as Record<string, unknown>)[name];
    }
  }

  connect(): Promise<void> {
    if (this.status === 'ready' || this.status === 'connecting') {
      return Promise.reject(new Error('Redis is already connecting/connected'));
    }
    this.status = 'connecting';
    this.connected = true;
    this.context.modifiedKeyEvents.on('modified', this._signalModifiedKey);
    this.#server.clients.add(this.session);
    return new Promise((resolve, reject) => {
      process.nextTick(() => {
        if (this.status !== 'connecting') return reject(connectionClosed());
        this.emit('connect');
        this.status = 'ready';
        this.emit('ready');
        resolve();
      });
    });
  }

  override disconnect(): void {
    if (this.status === 'end') return;
    this.status = 'end';
    this.#server.clients.delete(this.session);
    this.session.end();
    process.nextTick(() => this.emit('close'));
    // Ends subscriptions and emits `end`.
    super.disconnect();
  }

  async quit(): Promise<'OK'> {
    if (this.status === 'end') throw connectionClosed();
    await new Promise<void>((resolve, reject) => this.session.settle({ resolve, reject }));
    this.disconnect();
    return 'OK';
  }

  duplicate(override: RedisOptions = {}): MemoryClient {
    return new MemoryClient(this.#server, { ...this.options, lazyConnect: false, ...override });
  }

  /** Any command by its name. */
  call(name: string, ...args: unknown[]): Promise<unknown> {
    return this.send(newCommand(name.toLowerCase(), args, 'text'), 'text');
  }

  callBuffer(name: string, ...args: unknown[]): Promise<unknown> {
    return this.send(newCommand(name.toLowerCase(), args, 'buffer'), 'buffer');
  }

  defineCommand(name: string, script: NamedScript): void {
    this.scripts.set(name, script);
    const methods = this as unknown as Record<string, unknown>;
    for (const [method, form] of [
      [name, 'text'],
      [`${name}Buffer`, 'buffer'],
    ] as const) {
      methods[method] = (...args: unknown[]) => this.send(newCommand('eval', evalArguments(script, args), form), form);
    }
  }

  pipeline(commands?: readonly (readonly unknown[])[]): MemoryPipeline {
    return new MemoryPipeline(this, 'each', commands);
  }

  multi(commands?: readonly (readonly unknown[])[]): MemoryPipeline {
    return new MemoryPipeline(this, 'at-once', commands);
  }

  scanStream(options: object = {}): ScanStream {
    return new ScanStream({ objectMode: true, redis: this, command: 'scan', ...options });
  }

  hscanStream(key: string, options: object = {}): ScanStream {
    return new ScanStream({ objectMode: true, redis: this, command: 'hscan', key, ...options });
  }

  sscanStream(key: string, options: object = {}): ScanStream {
    return new ScanStream({ objectMode: true, redis: this, command: 'sscan', key, ...options });
  }

  zscanStream(key: string, options: object = {}): ScanStream {
    return new ScanStream({ objectMode: true, redis: this, command: 'zscan', key, ...options });
  }

  /** Sends a command, which runs when its turn comes. */
  send(command: Command, form: ReplyForm): Promise<unknown> {
    if (this.isReadyToSend(command)) {
      this.session.submit(requestOf(command), {
        resolve: (reply) => void command.resolve(decodeReply(reply, form) as never),
        reject: (error) => command.reject(error as Error),
      });
    }
    return command.promise;
  }

  /** Connects if nobody has yet. Where nothing can be sent it rejects what was to be. */
  isReadyToSend(unsent: { reject(error: Error): void }): boolean {
    if (this.status === 'wait') void this.connect();
    if (this.status === 'end') unsent.reject(connectionClosed());
    else if (this.subscriberMode) {
      unsent.reject(new Error('Connection in subscriber mode, only subscriber commands may be used'));
    } else return true;
    return false;
  }
}
