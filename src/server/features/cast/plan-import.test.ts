import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CastEntry, castEntry } from '../../contract/cast-import.ts';
import { type KnownPerson, type PlannedPerson, planImport } from './plan-import.ts';

const kyle: KnownPerson = {
  id: 'k',
  name: 'Kyle',
  notes: 'sister of Kim',
  aliases: ['KR'],
  roles: [{ season: 5, role: 'main cast' }],
};
const lisa: KnownPerson = { id: 'l', name: 'Lisa', notes: '', aliases: [], roles: [] };
const entry = (given: Partial<CastEntry> & { name: string }): CastEntry => castEntry.parse(given);
const plan = (...entries: CastEntry[]) => planImport([kyle, lisa], entries);

describe('planImport', () => {
  it('makes whom nobody knows, with everything', () => {
    const [made] = plan(
      entry({ name: 'Erika', aliases: ['Jayne'], roles: [{ season: 6, role: 'friend' }], notes: 'new' }),
    );
    expect(made).toMatchObject({ outcome: 'made', known: null, newAliases: ['Jayne'], newNotes: 'new', skipped: [] });
    expect(made?.changes).toEqual(['alias “Jayne”', 'friend in season 6', 'notes']);
  });

  it('finds people by name and alias whatever the case, and changes only what differs', () => {
    const [same] = plan(entry({ name: 'KYLE', aliases: ['kr'], roles: [{ season: 5, role: 'main cast' }] }));
    expect(same).toMatchObject({ outcome: 'unchanged', known: kyle, name: 'Kyle', changes: [] });
    const [changed] = plan(entry({ name: 'kr', roles: [{ season: 5, role: 'friend' }], notes: '' }));
    expect(changed).toMatchObject({
      outcome: 'changed',
      known: kyle,
      newRoles: [{ season: 5, role: 'friend' }],
      newNotes: '',
    });
  });

  it('leaves out an alias that means somebody else, and says so', () => {
    const [one, other] = plan(
      entry({ name: 'Erika', aliases: ['kr', 'Lisa', 'EJ'] }),
      entry({ name: 'Eileen', aliases: ['ej', 'Erika'] }),
    );
    expect(one?.newAliases).toEqual(['EJ']);
    expect(one?.skipped).toHaveLength(2);
    expect(other).toMatchObject({ outcome: 'made', newAliases: [] });
    expect(other?.skipped[0]).toContain('“ej”');
  });

  it('skips whoever stands in the file twice', () => {
    const plans = plan(entry({ name: 'Kyle' }), entry({ name: 'KR' }), entry({ name: 'New' }), entry({ name: 'new' }));
    expect(plans.map(({ outcome }) => outcome)).toEqual(['unchanged', 'skipped', 'made', 'skipped']);
    expect(plans[1]?.skipped).toEqual(['Kyle stands in the file already.']);
  });

  it('changes nothing the second time', () => {
    const name = fc.constantFrom('Kyle', 'kr', 'LISA', 'Erika', 'erika', 'Bo', 'Cy');
    const someone = fc.record({
      name,
      aliases: fc.array(name, { maxLength: 3 }),
      roles: fc.array(fc.record({ season: fc.nat({ max: 3 }), role: fc.constantFrom('main', 'friend') }), {
        maxLength: 3,
      }),
      notes: fc.constantFrom('', 'a', undefined),
    });
    fc.assert(
      fc.property(fc.array(someone, { maxLength: 6 }), (entries) => {
        const wanted = entries.map(({ notes, ...rest }) => entry({ ...rest, ...(notes !== undefined && { notes }) }));
        const after = applied([kyle, lisa], planImport([kyle, lisa], wanted));
        const names = after.flatMap(({ name: own, aliases }) => [own, ...aliases]).map((each) => each.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
        for (const { outcome } of planImport(after, wanted)) expect(['unchanged', 'skipped']).toContain(outcome);
      }),
    );
  });
});

/** The cast once a plan is done. */
function applied(cast: readonly KnownPerson[], plans: readonly PlannedPerson[]): KnownPerson[] {
  const after = new Map(cast.map((person) => [person.id, person]));
  for (const [index, { name, known, outcome, newAliases, newRoles, newNotes }] of plans.entries()) {
    if (outcome === 'skipped') continue;
    const before = known ?? { id: `made ${index}`, name, notes: '', aliases: [], roles: [] };
    const kept = before.roles.filter(({ season }) => !newRoles.some((each) => each.season === season));
    after.set(before.id, {
      ...before,
      notes: newNotes ?? before.notes,
      aliases: [...before.aliases, ...newAliases],
      roles: [...kept, ...newRoles],
    });
  }
  return [...after.values()];
}
