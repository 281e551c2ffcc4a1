/** What accounts must do on every database. For test files only. */
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import type { Database } from '../database/port.ts';
import { testAdministration } from './administration.test-support.ts';
import { testApiKeys } from './api-keys.test-support.ts';
import { testSessions } from './sessions.test-support.ts';
import { testSignIn } from './sign-in.test-support.ts';
import { testLimits } from './sign-in-limits.test-support.ts';
import { startTrial, type Trial } from './trial.test-support.ts';

/** Registers the suite; `open` runs once. */
export function testAccounts(name: string, open: () => Promise<Database>): void {
  describe(name, () => {
    let database: Database;
    let trial: Trial;
    beforeAll(async () => {
      database = await open();
    });
    afterAll(() => database?.close());
    beforeEach(async () => {
      trial = await startTrial(database);
    });

    testSignIn(() => trial);
    testSessions(() => trial);
    testLimits(() => trial);
    testAdministration(() => trial);
    testApiKeys(() => trial);
  });
}
