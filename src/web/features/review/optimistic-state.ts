/**
 * How the state will look when the server has taken edits: shown meanwhile. Only what follows for sure is changed; seconds that
 * the server has to measure (unions, parts of tracks) stay until it answers.
 */
import type { EditBodyShape, ReviewIdentity, ReviewStateShape } from '../../../server/contract/review.ts';
import type { Names } from './identity-names.ts';

export function withEdits(
  state: ReviewStateShape,
  edits: readonly EditBodyShape[],
  names: Pick<Names, 'person'>,
): ReviewStateShape {
  if (edits.length === 0) return state;
  const identities = new Map(state.identities.map((identity) => [identity.number, identity]));
  for (const edit of edits) applyTo(identities, edit, names);
  const all = [...identities.values()];
  const unsettled = (list: readonly ReviewIdentity[]) => list.reduce((sum, each) => sum + each.unsettledSeconds, 0);
  const settledSeconds = state.totals.settledSeconds + unsettled(state.identities) - unsettled(all);
  return { ...state, identities: all, totals: { ...state.totals, settledSeconds } };
}

type Identities = Map<number, ReviewIdentity>;

function applyTo(identities: Identities, edit: EditBodyShape, names: Pick<Names, 'person'>): void {
  if (edit.kind === 'merge') {
    merge(identities, edit);
    return;
  }
  if (!('identity' in edit)) return;
  const before = identities.get(edit.identity);
  if (!before || (before.isLocked && edit.kind !== 'lock')) return;
  const after = { ...before, ...changeOf(before, edit, names) };
  const wasAsked = before.isSettled !== after.isSettled;
  identities.set(edit.identity, {
    ...after,
    ...(wasAsked && { unsettledSeconds: after.isSettled ? 0 : after.seconds }),
  });
}

function changeOf(
  before: ReviewIdentity,
  edit: Exclude<EditBodyShape, { kind: 'merge' }>,
  names: Pick<Names, 'person'>,
): Partial<ReviewIdentity> {
  switch (edit.kind) {
    case 'assign':
    case 'confirm': {
      const { personId } = edit;
      return {
        person: personId === null ? null : { id: personId, name: names.person(personId) },
        saidBy: 'person',
        isNobody: personId === null,
        suggestion: null,
        isSettled: true,
        never: before.never.filter(({ id }) => id !== personId),
      };
    }
    case 'unassign': {
      const isSettled = before.name !== null || before.ignoredAs !== null;
      return { person: null, saidBy: null, isNobody: false, isSettled };
    }
    case 'rename':
      return { name: edit.name, isSettled: edit.name !== null || isSaid(before) || before.ignoredAs !== null };
    case 'ignore':
      return { ignoredAs: edit.as, isSettled: edit.as !== null || isSaid(before) || before.name !== null };
    case 'lock':
      return { isLocked: edit.locked };
    case 'reject':
      return rejected(before, { id: edit.personId, name: names.person(edit.personId) });
    default:
      return {};
  }
}

const isSaid = ({ saidBy }: ReviewIdentity): boolean => saidBy === 'person';

function rejected(
  { person, saidBy, suggestion, never, isSettled, name, ignoredAs }: ReviewIdentity,
  denied: { readonly id: string; readonly name: string },
): Partial<ReviewIdentity> {
  const isThem = person?.id === denied.id;
  return {
    never: never.some(({ id }) => id === denied.id) ? never : [...never, denied],
    ...(suggestion?.id === denied.id && { suggestion: null }),
    ...(isThem && { person: null, saidBy: null }),
    isSettled: isThem && saidBy === 'person' ? name !== null || ignoredAs !== null : isSettled,
  };
}

function merge(identities: Identities, { into, from }: Extract<EditBodyShape, { kind: 'merge' }>): void {
  const target = identities.get(into);
  const others = from.flatMap((number) => identities.get(number) ?? []);
  if (!target || others.length < from.length || [target, ...others].some(({ isLocked }) => isLocked)) return;
  for (const { number } of others) identities.delete(number);
  const all = [target, ...others];
  const sum = (value: (identity: ReviewIdentity) => number) => all.reduce((total, each) => total + value(each), 0);
  identities.set(into, {
    ...target,
    seconds: sum(({ seconds }) => seconds),
    unsettledSeconds: target.isSettled ? 0 : sum(({ unsettledSeconds }) => unsettledSeconds),
    tracks: sum(({ tracks }) => tracks),
    faces: sum(({ faces }) => faces),
    firstSeconds: earliest(all.map(({ firstSeconds }) => firstSeconds)),
    lastSeconds: latest(all.map(({ lastSeconds }) => lastSeconds)),
    // Those of the target stay where they are.
    crops: all.flatMap(({ crops }) => crops),
  });
}

type Times = readonly (number | null)[];
const earliest = (times: Times): number | null => pick(times, Math.min);
const latest = (times: Times): number | null => pick(times, Math.max);

function pick(times: Times, choose: (...values: number[]) => number): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : choose(...known);
}
