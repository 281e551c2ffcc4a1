/** Whether tests against a real redis-server can run here. For test files only. */
import { describe } from 'vitest';
import { redisServerMissing } from '../../../fixtures/servers/redis-server.ts';

/** Declares tests that need redis-server. Without it they are skipped with the reason in their name. */
export function describeWithRedisServer(name: string, declare: () => void): void {
  const missing = redisServerMissing();
  if (missing === null) describe(name, declare);
  else describe.skip(`${name} (skipped: ${missing})`, declare);
}
