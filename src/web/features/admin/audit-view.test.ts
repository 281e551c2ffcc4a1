import { expect, it } from 'vitest';
import { filterOf, readAuditView } from './audit-view.ts';

it('takes from an address what fits, and nothing else', () => {
  expect(readAuditView({ actor: 'local', page: '3', from: '2026-02-01', to: 'yesterday', x: 1 })).toEqual({
    actor: 'local',
    page: 3,
    from: '2026-02-01',
  });
  expect(readAuditView({ page: 0, subject: ' ', from: '2026-13-45' })).toEqual({});
});

it('asks for whole days of who looks, the last one included', () => {
  const { from, to } = filterOf({ from: '2026-02-28', to: '2026-02-28' });
  expect([new Date(from ?? ''), new Date(to ?? '')]).toEqual([new Date(2026, 1, 28), new Date(2026, 2, 1)]);
  expect(filterOf({ action: 'run.' })).toEqual({ action: 'run.' });
});
