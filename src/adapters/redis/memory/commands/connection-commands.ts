/** The connection and the server itself. */
import type { Bytes } from '../bytes.ts';
import type { CommandClient, CommandContext, CommandTable } from '../command.ts';
import { globMatcher } from '../glob.ts';
import { OK, type Reply, replyError, Status } from '../reply.ts';

/** The version whose replies are given. */
const VERSION = '7.0.15';

/** What a queue has to know about the server. */
const SETTINGS: readonly (readonly [Bytes, Bytes])[] = [
  ['maxmemory', '0'],
  ['maxmemory-policy', 'noeviction'],
  ['appendonly', 'no'],
];

export const connectionCommands: CommandTable = {
  ping: {
    arity: -1,
    run: (_, ...messages) => {
      if (messages.length > 1) throw replyError("ERR wrong number of arguments for 'ping' command");
      return messages[0] ?? new Status('PONG');
    },
  },
  echo: { arity: 2, run: (_, message) => message },
  select: {
    arity: 2,
    run: (_, index) => {
      if (index !== '0') throw replyError('ERR DB index is out of range');
      return OK;
    },
  },
  time: {
    arity: 1,
    run: ({ now }) => [String(Math.floor(now / 1000)), String((now % 1000) * 1000)],
  },
  info: { arity: -1, run: info },
  config: {
    arity: -2,
    run: (_, subcommand, ...patterns) => {
      if (subcommand.toLowerCase() !== 'get' || patterns.length === 0) throw unknownSubcommand('CONFIG', subcommand);
      const matchers = patterns.map((pattern) => globMatcher(pattern.toLowerCase()));
      return SETTINGS.filter(([name]) => matchers.some((matches) => matches(name))).flat();
    },
  },
  client: { arity: -2, run: client },
  watch: {
    arity: -2,
    run: (context, ...names) => {
      context.client.watch(names);
      return OK;
    },
  },
  unwatch: {
    arity: 1,
    run: (context) => {
      context.client.unwatch();
      return OK;
    },
  },
};

function client({ client: own, clients, now }: CommandContext, subcommand: Bytes, ...args: Bytes[]): Reply {
  switch (subcommand.toLowerCase()) {
    case 'setname':
      own.name = args[0] ?? '';
      if (/[^!-~]/.test(own.name)) {
        own.name = '';
        throw replyError('ERR Client names cannot contain spaces, newlines or special characters.');
      }
      return OK;
    case 'getname':
      return own.name === '' ? null : own.name;
    case 'id':
      return own.id;
    case 'setinfo':
      return OK;
    case 'info':
      return describe(own, now);
    case 'list':
      return `${[...clients].map((each) => describe(each, now)).join('\n')}\n`;
    default:
      throw unknownSubcommand('CLIENT', subcommand);
  }
}

const describe = ({ id, name, connectedAt }: CommandClient, now: number): Bytes =>
  `id=${id} addr=in-process:${id} laddr=in-process:0 fd=-1 name=${name} age=${Math.floor((now - connectedAt) / 1000)} db=0`;

function info({ keys, clients, waiting, commandsRun }: CommandContext): Reply {
  return [
    '# Server',
    `redis_version:${VERSION}`,
    'redis_mode:standalone',
    'os:in-process',
    '# Clients',
    `connected_clients:${[...clients].length}`,
    `blocked_clients:${waiting}`,
    '# Memory',
    'maxmemory:0',
    'maxmemory_policy:noeviction',
    '# Persistence',
    'loading:0',
    'aof_enabled:0',
    '# Stats',
    `total_commands_processed:${commandsRun}`,
    '# Replication',
    'role:master',
    '# Keyspace',
    `db0:keys=${keys.all().length}`,
    '',
  ].join('\r\n');
}

const unknownSubcommand = (command: string, subcommand: Bytes) =>
  replyError(`ERR unknown subcommand '${subcommand}'. Try ${command} HELP.`);
