/** ZADD with its conditions. */
import type { Bytes } from '../bytes.ts';
import type { CommandContext } from '../command.ts';
import { formatScore, parseFloatingPoint } from '../numbers.ts';
import { type Reply, replyError, syntaxError } from '../reply.ts';
import type { SortedSet } from '../sorted-set.ts';

const OPTION = /^(nx|xx|gt|lt|ch|incr)$/i;

type Options = ReadonlySet<string>;

/** What became of one member. */
type Effect = { readonly what: 'added' | 'changed' | 'same'; readonly score: number } | { readonly what: 'refused' };

export function zadd({ keys }: CommandContext, key: Bytes, ...args: Bytes[]): Reply {
  const firstScore = args.findIndex((word) => !OPTION.test(word));
  const options: Options = new Set(args.slice(0, Math.max(0, firstScore)).map((word) => word.toLowerCase()));
  const pairs = firstScore < 0 ? [] : args.slice(firstScore);
  if (pairs.length === 0 || pairs.length % 2 !== 0) throw syntaxError();
  mustFit(options, pairs.length / 2);
  const members = pairs.flatMap((word, i) =>
    i % 2 === 0 ? [{ given: parseFloatingPoint(word), member: pairs[i + 1]! }] : [],
  );
  const effects = keys.change(key, 'zset', (set) =>
    members.map(({ given, member }) => applyTo(set, options, { given, member })),
  );
  const counted = effects.filter(({ what }) => what === 'added' || (what === 'changed' && options.has('ch')));
  if (!options.has('incr')) return counted.length;
  const [effect] = effects;
  return effect && effect.what !== 'refused' ? formatScore(effect.score) : null;
}

function mustFit(options: Options, members: number): void {
  const [nx, xx, gt, lt] = ['nx', 'xx', 'gt', 'lt'].map((option) => options.has(option));
  if (nx && xx) throw replyError('ERR XX and NX options at the same time are not compatible');
  if ((gt && lt) || (nx && (gt || lt))) {
    throw replyError('ERR GT, LT, and/or NX options at the same time are not compatible');
  }
  if (options.has('incr') && members > 1) {
    throw replyError('ERR INCR option supports a single increment-element pair');
  }
}

function applyTo(set: SortedSet, options: Options, { given, member }: { given: number; member: Bytes }): Effect {
  const old = set.score(member);
  if (options.has(old === undefined ? 'xx' : 'nx')) return { what: 'refused' };
  const score = options.has('incr') ? given + (old ?? 0) : given;
  if (Number.isNaN(score)) throw replyError('ERR resulting score is not a number (NaN)');
  if (old !== undefined && ((options.has('gt') && score <= old) || (options.has('lt') && score >= old))) {
    return { what: 'refused' };
  }
  set.set(member, score);
  return { what: old === undefined ? 'added' : score === old ? 'same' : 'changed', score };
}
