/** Whether tests against a real redis-server can run here. For test files only. */
import { describe, expect, it } from 'vitest';
import { redisServerMissing } from '../../../fixtures/servers/redis-server.ts';

/**
 * Declares tests that need redis-server. Without it they are skipped with the reason in their name, except in CI, where
 * a missing redis-server is a failure: there nobody reads what was skipped.
 */
export function describeWithRedisServer(name: string, declare: () => void): void {
  const missing = redisServerMissing();
  if (missing === null) describe(name, declare);
  else if (process.env['CI']) describe(name, () => it('finds redis-server', () => expect.fail(missing)));
  else describe.skip(`${name} (skipped: ${missing})`, declare);
}
