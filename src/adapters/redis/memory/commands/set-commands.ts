/** Sets. */
import type { CommandTable } from '../command.ts';

export const setCommands: CommandTable = {
  sadd: {
    arity: -3,
    run: ({ keys }, key, ...members) =>
      keys.change(key, 'set', (set) => {
        const before = set.size;
        for (const member of members) set.add(member);
        return set.size - before;
      }),
  },
  srem: {
    arity: -3,
    run: ({ keys }, key, ...members) => {
      if (keys.read(key, 'set') === undefined) return 0;
      return keys.change(key, 'set', (set) => members.filter((member) => set.delete(member)).length);
    },
  },
  scard: { arity: 2, run: ({ keys }, key) => keys.read(key, 'set')?.size ?? 0 },
  smembers: { arity: 2, run: ({ keys }, key) => [...(keys.read(key, 'set') ?? [])] },
  sismember: { arity: 3, run: ({ keys }, key, member) => (keys.read(key, 'set')?.has(member) ? 1 : 0) },
  smismember: {
    arity: -3,
    run: ({ keys }, key, ...members) => {
      const set = keys.read(key, 'set');
      return members.map((member) => (set?.has(member) ? 1 : 0));
    },
  },
  smove: {
    arity: 4,
    run: ({ keys }, from, to, member) => {
      const source = keys.read(from, 'set');
      if (source === undefined) return 0;
      keys.read(to, 'set');
      if (!source.has(member)) return 0;
      keys.change(from, 'set', (set) => set.delete(member));
      keys.change(to, 'set', (set) => set.add(member));
      return 1;
    },
  },
};
