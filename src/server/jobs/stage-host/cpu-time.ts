import { readFileSync } from 'node:fs';

/** Linux counts process times in hundredths of a second whatever the kernel's own clock (`USER_HZ`, proc(5)). */
const TICKS_PER_SECOND = 100;

/** CPU seconds of this process since it was started, all threads. */
export function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** CPU seconds of the ended children of this process, and theirs. Read from `/proc`; 0 where there is none. */
export function endedChildrenCpuSeconds(): number {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // The second field is the program's name in brackets and may hold blanks; cutime and cstime are fields 16 and 17.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}
