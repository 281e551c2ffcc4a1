/** For property tests: random runs. */
import fc from 'fast-check';
import { madeUpRun } from '../../fixtures/made-up-review/made-up-history.ts';
import type { MachineResult } from './machine-result.ts';

export const anyRun = (tracks: number): fc.Arbitrary<MachineResult> =>
  fc.array(fc.nat(8), { minLength: tracks, maxLength: tracks }).map((owners) => madeUpRun('run', owners));
