import { expect, it } from 'vitest';
import type { Health } from '../contract/health.ts';
import { withinTime } from './within-time.ts';

const well: Health = { status: 'ok', version: '1', redis: 'ok', storage: 'ok', db: 'ok' };
const ill: Health = { ...well, status: 'failing', redis: 'failing', details: { redis: 'no answer within 3 s' } };
const never = new Promise<string>(() => {});

it('gives what the work gives, or its failure', async () => {
  expect(await withinTime(Promise.resolve(1), { health: () => Promise.resolve(well) })).toBe(1);
  const failing = withinTime(Promise.reject(new Error('no')), { health: () => Promise.resolve(well) });
  await expect(failing).rejects.toThrow('no');
});

it('names the part that keeps it waiting', async () => {
  const late = withinTime(never, { health: () => Promise.resolve(ill), patienceMs: 10 });
  await expect(late).rejects.toMatchObject({ code: 'server.unavailable', message: /redis: no answer/ });
  const puzzled = withinTime(never, { health: () => Promise.resolve(well), patienceMs: 10 });
  await expect(puzzled).rejects.toThrow('try again');
});
