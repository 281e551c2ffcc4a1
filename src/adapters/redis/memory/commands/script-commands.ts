/** Lua scripts. */
import type { Bytes } from '../bytes.ts';
import type { CommandContext, CommandTable } from '../command.ts';
import { parseInteger } from '../numbers.ts';
import { OK, type Reply, replyError } from '../reply.ts';

export const scriptCommands: CommandTable = {
  eval: { arity: -3, run: (context, source, ...args) => run(context, context.scripts.load(source), args) },
  evalsha: { arity: -3, run: (context, sha, ...args) => run(context, sha.toLowerCase(), args) },
  script: {
    arity: -2,
    run: ({ scripts }, subcommand, ...args) => {
      switch (subcommand.toLowerCase()) {
        case 'load':
          return scripts.load(args[0] ?? '');
        case 'exists':
          return args.map((sha) => (scripts.has(sha.toLowerCase()) ? 1 : 0));
        case 'flush':
          scripts.forgetAll();
          return OK;
        default:
          throw replyError(`ERR unknown subcommand '${subcommand}'. Try SCRIPT HELP.`);
      }
    },
  },
};

function run(context: CommandContext, sha: string, [keyCount, ...args]: readonly Bytes[]): Reply {
  const count = parseInteger(keyCount!);
  if (count < 0) throw replyError("ERR Number of keys can't be negative");
  if (count > args.length) throw replyError("ERR Number of keys can't be greater than number of args");
  return context.scripts.run(sha, {
    keys: args.slice(0, count),
    args: args.slice(count),
    command: context.call,
  });
}
