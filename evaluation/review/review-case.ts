/** A finished run with its truth, for reviewers that are simulated. */
import type { Embedding } from '../../src/pipeline/units.ts';
import type { MachineResult } from '../../src/review/machine-result.ts';

export interface ReviewCase {
  readonly name: string;
  readonly machine: MachineResult;
  /** True person of each track; tracks of no known person are missing. */
  readonly personOf: ReadonlyMap<number, number>;
  readonly secondsOf: ReadonlyMap<number, number>;
  /** How each track looks; missing where no face of it could be embedded. */
  readonly looks: ReadonlyMap<number, Embedding>;
}
