/**
 * The state of a run: what the machine found, with everything that people said applied in the order of the log. Each edit is
 * applied in every run that matters, in its own as it was said, in others through the tracks; so a new run starts with all
 * that was ever said, and taking back an edit is to replay the log without it.
 */
import { applyEdit, type Outcome } from './apply-edit.ts';
import { carryEdit } from './carry-edit.ts';
import type { Carrying } from './carrying.ts';
import { type LogEntry, standingEdits } from './edit.ts';
import type { Counterparts, MachineResult } from './machine-result.ts';
import { machineState, type ReviewState } from './review-state.ts';

export interface ReplayInput {
  /** The run whose state is wanted. */
  readonly runId: string;
  /** That run, and those in which edits were made. */
  readonly runs: ReadonlyMap<string, MachineResult>;
  /** The whole log of the episode, by `seq`. */
  readonly log: readonly LogEntry[];
  /** Of the tracks of one run in another. */
  readonly counterparts: (from: string, to: string) => Counterparts;
}

export interface Replayed {
  readonly state: ReviewState;
  /** Of every standing edit, by id. */
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** @throws RangeError when the run that is wanted is missing. An edit of a run that is missing is unmatched. */
export function replay({ runId, runs, log, counterparts }: ReplayInput): Replayed {
  const standing = standingEdits(log);
  const said = new Set([runId, ...standing.map((edit) => edit.runId)]);
  const states = new Map<string, ReviewState>();
  for (const [id, machine] of runs) if (said.has(id)) states.set(id, machineState(machine));
  const wanted = states.get(runId);
  if (!wanted) throw new RangeError(`run ${runId} is not among those to replay in`);
  const outcomes = new Map<string, Outcome>();
  const crossing = once(counterparts);
  for (const edit of standing) {
    const own = states.get(edit.runId);
    if (!own) {
      outcomes.set(edit.id, { state: 'unmatched' });
      continue;
    }
    const outcome = applyEdit(own, edit);
    if (edit.runId === runId || outcome.state !== 'applied') outcomes.set(edit.id, outcome);
    if (outcome.state !== 'applied') continue;
    for (const [id, to] of states) {
      if (id === edit.runId) continue;
      const carried = carryEdit({ from: own, to, ...crossing(edit.runId, id) }, edit);
      if (id === runId) outcomes.set(edit.id, carried);
    }
  }
  return { state: wanted, outcomes };
}

type Crossing = Pick<Carrying, 'counterparts' | 'known'>;

function once(counterparts: ReplayInput['counterparts']): (from: string, to: string) => Crossing {
  const kept = new Map<string, Crossing>();
  return (from, to) => {
    const key = `${from} ${to}`;
    const known = kept.get(key);
    if (known) return known;
    const found = counterparts(from, to);
    const made = { counterparts: found, known: new Set([...found.trackOf.values()].flat()) };
    kept.set(key, made);
    return made;
  };
}
