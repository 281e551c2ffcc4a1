/** No call hangs without saying why: what takes too long is answered with the part that does not answer. */
import { UserError } from '../../errors.ts';
import type { Health } from '../contract/health.ts';

/** Longer than any answer takes while all parts work, uploads' completion among them. */
const PATIENCE_MS = 30_000;

export async function withinTime<Result>(
  work: Promise<Result>,
  { health, patienceMs = PATIENCE_MS }: { readonly health: () => Promise<Health>; readonly patienceMs?: number },
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patienceMs);
  });
  // It goes on, and may fail when nobody listens any more.
  work.catch(() => {});
  try {
    const first = await Promise.race([work, late]);
    if (first !== 'late') return first as Result;
    const { status, details = {} } = await health();
    const faults = Object.entries(details).map(([part, fault]) => `${part}: ${fault}`);
    const why = status === 'ok' ? 'every part answers now, so try again' : faults.join(' ');
    throw new UserError('server.unavailable', `There was no answer within ${patienceMs / 1000} s; ${why}`, {
      retryable: true,
    });
  } finally {
    clearTimeout(timer);
  }
}
