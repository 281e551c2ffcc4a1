import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { expect, it } from 'vitest';
import { childProgram } from './child-program.ts';

it('takes only what others leave of the processor', async () => {
  const { file, flags } = childProgram('analysis-process');
  // As the worker starts it.
  const child = fork(file, [], { execArgv: flags, detached: true });
  const session = `/proc/${child.pid}/autogroup`;
  try {
    await expect
      .poll(() => os.getPriority(child.pid), { timeout: 30_000 })
      .toBe(os.constants.priority.PRIORITY_BELOW_NORMAL);
    if (existsSync(session)) await expect.poll(() => readFileSync(session, 'utf8')).toMatch(/nice 10$/m);
  } finally {
    child.disconnect();
    await once(child, 'exit');
  }
});
