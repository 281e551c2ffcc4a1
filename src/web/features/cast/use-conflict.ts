/** Saving name and notes on top of what the editor saw, and what to do when somebody else was faster. */
import { useState } from 'react';
import type { Person } from '../../../server/contract/cast.ts';
import { failureOf } from '../../lib/failure-of.ts';
import type { PersonChanges } from './use-person.ts';

export interface Conflict {
  readonly field: 'name' | 'notes';
  readonly mine: string;
  readonly theirs: string;
}
type Text = Partial<Pick<Person, 'name' | 'notes'>>;

export function useConflict(change: PersonChanges['change'], person: Person | undefined) {
  const [lost, setLost] = useState<{ readonly field: Conflict['field']; readonly mine: string } | null>(null);
  /** @param version that the editor saw when they began; absent: the newest. */
  const save = (text: Text, version = person?.version) => {
    if (version === undefined) return;
    setLost(null);
    const field = text.name === undefined ? 'notes' : 'name';
    change.mutate(
      { version, ...text },
      {
        onError: (error) => {
          // The person is read afresh then: what they are called now stands in the notice.
          if (failureOf(error).code === 'people.changed-meanwhile') setLost({ field, mine: text[field] ?? '' });
        },
      },
    );
  };
  const conflict: Conflict | null = lost && person ? { ...lost, theirs: person[lost.field] } : null;
  const forget = () => {
    setLost(null);
    change.reset();
  };
  return { save, conflict, forget };
}
