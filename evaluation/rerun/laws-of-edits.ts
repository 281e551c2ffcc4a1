import type { Laws } from '../../src/pipeline/cluster/laws.ts';
import type { MatchableResult } from '../../src/pipeline/match/matchable-result.ts';
import { applyEdit } from '../../src/review/apply-edit.ts';
import type { LoggedEdit } from '../../src/review/edit.ts';
import type { MachineResult } from '../../src/review/machine-result.ts';
import { machineState } from '../../src/review/review-state.ts';
import { factsOf } from '../../src/review/state-facts.ts';

/** What a server tells the next analysis after these edits; people are called by their ids. */
export function lawsOfEdits(
  log: readonly LoggedEdit[],
  { machine, matchable }: { readonly machine: MachineResult; readonly matchable: MatchableResult },
): Laws {
  const state = machineState(machine);
  for (const edit of log) applyEdit(state, edit);
  const { people, never, ...facts } = factsOf(state);
  return {
    ...facts,
    of: matchable,
    people: people.map(({ track, personId }) => ({ track, person: personId })),
    never: never.map(({ track, personId }) => ({ track, person: personId })),
  };
}
