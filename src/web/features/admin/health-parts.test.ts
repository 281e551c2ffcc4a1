import { describe, expect, it } from 'vitest';
import type { Health } from '../../../server/contract/health.ts';
import { healthParts, healthSentence, workersOf } from './health-parts.ts';

const well: Health = { status: 'ok', version: '1', redis: 'ok', storage: 'ok', db: 'ok' };
const queue = (name: string, workers = 1, isPaused = false) => ({ name, isPaused, workers: Array(workers).fill({}) });
const served = [queue('analysis'), queue('media')];
const part = (name: string, ...args: Parameters<typeof healthParts>) =>
  healthParts(...args).find((each) => each.name === name);

describe('healthParts', () => {
  it('has nothing to say about parts that work', () => {
    const parts = healthParts(well, served);
    expect(parts.map(({ state, messages }) => [state, messages.length])).toEqual(Array(4).fill(['ok', 0]));
    expect(healthSentence(parts)).toBe('Everything works.');
  });

  it('tells what is wrong with a part that fails, together with its warnings', () => {
    const health: Health = { ...well, redis: 'failing', details: { redis: 'no answer', 'redis.evicts': 'evicts' } };
    expect(part('redis', health, served)).toMatchObject({ state: 'failing', messages: ['no answer', 'evicts'] });
    expect(healthSentence(healthParts(health, served))).toBe('Queue needs somebody.');
  });

  it('takes a warning about a part that works for worth knowing', () => {
    const health: Health = { ...well, details: { 'db.vector-search': 'slow' } };
    expect(part('db', health, served)).toMatchObject({ state: 'notice', messages: ['slow'] });
    expect(healthSentence(healthParts(health, served))).toBe('Everything works; one thing is worth knowing.');
  });

  it('shows what it has never heard of', () => {
    expect(part('clock', { ...well, details: { clock: 'wrong' } }, served)).toMatchObject({ messages: ['wrong'] });
  });

  it('needs somebody where nobody does analyses, less so where nobody makes renditions', () => {
    expect(part('workers', well, [queue('analysis', 0), queue('media')])?.state).toBe('failing');
    expect(part('workers', well, [queue('analysis'), queue('media', 0)])).toMatchObject({
      state: 'notice',
      messages: [expect.stringContaining('Media')],
    });
    expect(part('workers', { ...well, details: { workers: 'none' } }, null)).toMatchObject({ state: 'failing' });
  });

  it('says which queue is paused', () => {
    expect(part('workers', well, [queue('analysis', 1, true)])?.messages).toEqual([
      'Paused: Analysis. Resume on the page Jobs.',
    ]);
  });

  it('knows a database that is switched off on purpose', () => {
    expect(part('db', { ...well, db: 'unconfigured' }, served)?.state).toBe('notice');
  });
});

it('shows a worker once, with all it serves', () => {
  const worker = { name: 'w', concurrency: 1, since: '2026-01-02', lastSeenAt: '2026-01-03' };
  const other = { ...worker, since: '2026-01-01', lastSeenAt: '2026-01-04' };
  const queues = [
    { name: 'analysis', workers: [worker] },
    { name: 'media', workers: [other, { ...worker, name: 'a' }] },
  ];
  expect(workersOf(queues)).toEqual([
    { ...worker, name: 'a', queues: ['media'] },
    { name: 'w', queues: ['analysis', 'media'], concurrency: 2, since: '2026-01-01', lastSeenAt: '2026-01-04' },
  ]);
});
