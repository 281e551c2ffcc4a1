/**
 * One sitting of questions: what was answered and passed, and which question is next. The server's list is always a little older
 * than the last answer; until it has caught up, what an answer has done away with is not asked.
 */
import type { ReviewQuestion, ReviewQuestions } from '../../../../server/contract/review-questions.ts';

export type Answer = 'yes' | 'no' | 'name' | 'pass';

/** An answer on its way has no edits yet. */
export interface Entry {
  readonly id: string;
  readonly question: ReviewQuestion;
  readonly answer: Answer;
  /** Identities that the answer makes part of others. */
  readonly gone: readonly number[];
  /** What the log calls it; null: it has not arrived. Of a pass: none. */
  readonly edits: readonly string[] | null;
  /** Place in the log of the last of the edits; null: not known yet. */
  readonly seq: number | null;
  readonly isUndone: boolean;
}

export interface AskSession {
  /** In the order in which they were said. */
  readonly entries: readonly Entry[];
  /** The question whose answer was taken back last: it is asked again first. */
  readonly recalled: ReviewQuestion | null;
  /** Whether somebody wants more questions though enough is settled. */
  readonly isGoingOn: boolean;
}

export type AskEvent =
  | ({ readonly type: 'said' } & Pick<Entry, 'id' | 'question' | 'answer' | 'gone'>)
  | { readonly type: 'taken'; readonly id: string; readonly edits: readonly string[]; readonly seq: number }
  /** The server has not taken it: as if it had not been said. */
  | { readonly type: 'refused'; readonly id: string }
  | { readonly type: 'undone'; readonly id: string }
  | { readonly type: 'all-undone' }
  | { readonly type: 'went-on' };

export const NEW_SESSION: AskSession = { entries: [], recalled: null, isGoingOn: false };

export function afterEvent(session: AskSession, event: AskEvent): AskSession {
  const changed = (id: string, change: (entry: Entry) => Entry) =>
    session.entries.map((entry) => (entry.id === id ? change(entry) : entry));
  switch (event.type) {
    case 'said': {
      const { id, question, answer, gone } = event;
      const edits = answer === 'pass' ? [] : null;
      const entry: Entry = { id, question, answer, gone, edits, seq: null, isUndone: false };
      const isRecalled = session.recalled?.key === question.key;
      return { ...session, entries: [...session.entries, entry], recalled: isRecalled ? null : session.recalled };
    }
    case 'taken':
      return { ...session, entries: changed(event.id, (entry) => ({ ...entry, edits: event.edits, seq: event.seq })) };
    case 'refused':
      return { ...session, entries: session.entries.filter(({ id }) => id !== event.id) };
    case 'undone': {
      const question = session.entries.find(({ id }) => id === event.id)?.question ?? session.recalled;
      return { ...session, entries: changed(event.id, (entry) => ({ ...entry, isUndone: true })), recalled: question };
    }
    case 'all-undone':
      return { ...session, entries: session.entries.map((entry) => ({ ...entry, isUndone: true })), recalled: null };
    case 'went-on':
      return { ...session, isGoingOn: true };
  }
}

/** What Undo takes back: the last that was said or passed. */
export const lastStanding = ({ entries }: AskSession): Entry | undefined =>
  entries.findLast((entry) => !entry.isUndone);

/** Passes are no answers. */
export const answersIn = ({ entries }: AskSession): readonly Entry[] =>
  entries.filter(({ answer, isUndone }) => answer !== 'pass' && !isUndone);

/** Keys of what was passed over. */
export const passedIn = ({ entries }: AskSession): readonly string[] =>
  entries.filter(({ answer, isUndone }) => answer === 'pass' && !isUndone).map(({ question }) => question.key);

/** More characters do not fit into an address; what was passed over earlier is left out of the list when it comes. */
const MOST_CHARACTERS = 3_000;

/** The newest of the keys, as many as may be sent. */
export function passedToSend(passed: readonly string[]): string[] {
  const sent: string[] = [];
  let characters = 0;
  for (const key of passed.toReversed()) {
    characters += key.length + 3;
    if (characters > MOST_CHARACTERS) break;
    sent.push(key);
  }
  return sent.toReversed();
}

/** The questions that are left, the next one first. @param shown what somebody looks at: it stays while it is open. */
export function nextQuestions(
  session: AskSession,
  list: Pick<ReviewQuestions, 'items' | 'seq'>,
  shown: ReviewQuestion | null = null,
): readonly ReviewQuestion[] {
  const onTheirWay = answersIn(session).filter(({ seq }) => seq === null || seq > list.seq);
  const done = new Set([...passedIn(session), ...onTheirWay.map(({ question }) => question.key)]);
  const gone = new Set(onTheirWay.flatMap((entry) => entry.gone));
  const named = new Set(onTheirWay.flatMap(nowNamed));
  const { recalled } = session;
  const open = list.items.filter(({ key, kind, identities }) => {
    if (done.has(key) || key === recalled?.key || identities.some((number) => gone.has(number))) return false;
    return !((kind === 'who' || kind === 'is-person') && identities.some((number) => named.has(number)));
  });
  const first = shown === null ? -1 : open.findIndex(({ key }) => key === shown.key);
  const ordered = first > 0 ? [open[first]!, ...open.toSpliced(first, 1)] : open;
  return recalled === null ? ordered : [recalled, ...ordered];
}

const nowNamed = ({ question: { kind, identities }, answer }: Entry): readonly number[] =>
  (kind === 'who' && answer === 'name') || (kind === 'is-person' && answer === 'yes') ? identities : [];
