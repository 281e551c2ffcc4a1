import { readdirSync, readFileSync } from 'node:fs';

/** Memory of a process and all its descendants at one moment. */
export interface TreeMemory {
  /**
   * Proportional set size in bytes: a page shared by n processes counts 1/n in each, so the sum over the tree is what it
   * really holds.
   */
  readonly pssBytes: number;
  /** Resident set size in bytes: shared pages count in every process. */
  readonly rssBytes: number;
  readonly processes: number;
}

const NOTHING: TreeMemory = { pssBytes: 0, rssBytes: 0, processes: 0 };

/**
 * Reads the memory of a process tree from `/proc` (Linux 4.14 and later). Processes that end meanwhile are left out;
 * elsewhere, and for a process that is gone, everything is 0.
 */
export function treeMemory(pid: number): TreeMemory {
  return descendants(pid).map(processMemory).reduce(add, NOTHING);
}

/** The process itself first, then its children, and theirs. */
function descendants(pid: number): number[] {
  const tasks = attempt(() => readdirSync(`/proc/${pid}/task`)) ?? [];
  const children = tasks.flatMap((task) => {
    const list = attempt(() => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')) ?? '';
    return list.split(' ').filter((id) => id !== '');
  });
  return [pid, ...children.flatMap((child) => descendants(Number(child)))];
}

function processMemory(pid: number): TreeMemory {
  const rollup = attempt(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
  if (rollup === null) return NOTHING;
  const bytes = (field: string) => 1024 * Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0);
  return { pssBytes: bytes('Pss'), rssBytes: bytes('Rss'), processes: 1 };
}

function add(a: TreeMemory, b: TreeMemory): TreeMemory {
  return {
    pssBytes: a.pssBytes + b.pssBytes,
    rssBytes: a.rssBytes + b.rssBytes,
    processes: a.processes + b.processes,
  };
}

/** Null where the process has ended since it was listed. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** The larger figure of each kind, which two moments need not have together. */
export function peakOf(a: TreeMemory, b: TreeMemory): TreeMemory {
  return {
    pssBytes: Math.max(a.pssBytes, b.pssBytes),
    rssBytes: Math.max(a.rssBytes, b.rssBytes),
    processes: Math.max(a.processes, b.processes),
  };
}
