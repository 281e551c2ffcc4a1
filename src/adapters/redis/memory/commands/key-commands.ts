/** Keys of any kind. */
import type { Bytes } from '../bytes.ts';
import type { CommandContext, CommandTable } from '../command.ts';
import { globMatcher } from '../glob.ts';
import { OK, type Reply, replyError, Status, syntaxError } from '../reply.ts';

export const keyCommands: CommandTable = {
  del: { arity: -2, run: remove },
  unlink: { arity: -2, run: remove },
  exists: { arity: -2, run: ({ keys }, ...names) => names.filter((key) => keys.has(key)).length },
  type: { arity: 2, run: ({ keys }, key) => new Status(keys.kind(key)) },
  rename: {
    arity: 3,
    run: ({ keys }, source, target) => {
      if (!keys.has(source)) throw replyError('ERR no such key');
      keys.rename(source, target);
      return OK;
    },
  },
  renamenx: {
    arity: 3,
    run: ({ keys }, source, target) => {
      if (!keys.has(source)) throw replyError('ERR no such key');
      if (keys.has(target)) return 0;
      keys.rename(source, target);
      return 1;
    },
  },
  keys: { arity: 2, run: ({ keys }, pattern) => keys.all().filter(globMatcher(pattern)) },
  dbsize: { arity: 1, run: ({ keys }) => keys.all().length },
  flushdb: { arity: -1, run: flush },
  flushall: { arity: -1, run: flush },
};

function remove({ keys }: CommandContext, ...names: Bytes[]): Reply {
  return names.filter((key) => keys.delete(key)).length;
}

function flush({ keys }: CommandContext, ...mode: Bytes[]): Reply {
  if (mode.length > 1 || !/^(a?sync)?$/i.test(mode[0] ?? '')) throw syntaxError();
  keys.clear();
  return OK;
}
