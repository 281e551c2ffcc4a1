import { describe, expect, it } from 'vitest';
import { nameInAnalysis } from './cast-folder.ts';

describe('nameInAnalysis', () => {
  it('is the name, or the id where the name is no name of a folder', () => {
    const named = (name: string) => nameInAnalysis({ id: 'the-id', name });
    expect(['Zoë Ångström', 'AC/DC', '.hidden', 'ä'.repeat(101), 'ä'.repeat(100)].map(named)).toEqual([
      'Zoë Ångström',
      'the-id',
      'the-id',
      'the-id',
      'ä'.repeat(100),
    ]);
  });
});
