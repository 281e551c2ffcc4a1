/** The priority of a process that leads a session of its own. */
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who is not root may change one session's weight in a tenth of a second, whoever's it is. */
const AGAIN_MS = 130;
const TRIES = 15;

/**
 * Gives this process' session the priority of the process. Linux weighs sessions against each other before it looks at the
 * priorities in them (sched(7), "The autogroup feature"): without this, one that leads a session takes as much time of a core
 * as all of its parent's session, however low its priority is.
 *
 * Where there is nothing to set, or it may not be set, nothing happens.
 */
export async function carryPriorityToSession(): Promise<void> {
  const priority = os.getPriority();
  if (priority <= 0) return;
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      return await writeFile('/proc/self/autogroup', String(priority));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      await sleep(AGAIN_MS, undefined, { ref: false });
    }
  }
}
