import { fork } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { expect, it } from 'vitest';
import { childProgram } from './child-program.ts';

it('takes only what others leave of the processor', async () => {
  const { file, flags } = childProgram('analysis-process');
  const child = fork(file, [], { execArgv: flags });
  try {
    await expect
      .poll(() => os.getPriority(child.pid), { timeout: 30_000 })
      .toBe(os.constants.priority.PRIORITY_BELOW_NORMAL);
  } finally {
    child.disconnect();
    await once(child, 'exit');
  }
});
