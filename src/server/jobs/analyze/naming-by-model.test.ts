import { expect, it } from 'vitest';
import { DEFAULT_NAMING } from '../../../pipeline/cluster/name-clusters.ts';
import { namingFor } from './naming-by-model.ts';

const lines = { abc: { acceptLikeness: 0.52, askLikeness: 0.4 } };

it('takes the lines of the model that embeds, and the program’s own for others', () => {
  expect(namingFor(lines, 'abc')).toEqual({ ...DEFAULT_NAMING, acceptLikeness: 0.52, askLikeness: 0.4 });
  for (const [given, model] of [
    [lines, 'def'],
    [undefined, 'abc'],
    [lines, undefined],
  ] as const) {
    expect(namingFor(given, model)).toEqual(DEFAULT_NAMING);
  }
});
