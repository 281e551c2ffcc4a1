/** What the page of questions shows, as it stands in the address. */
import { oneOf, present } from '../../../lib/search-values.ts';

export const readQuestionsView = (given: Readonly<Record<string, unknown>>) =>
  present({
    /** Absent: one question at a time. */
    tab: oneOf(['suggestions'], given['tab']),
    /** Whether it matters only who is the same, not who it is. */
    ask: oneOf(['same'], given['ask']),
  });
export type QuestionsView = ReturnType<typeof readQuestionsView>;
