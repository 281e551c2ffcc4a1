import { useLocalStorage } from '@mantine/hooks';
import type { Assigned } from './manual-errors.ts';

interface Kept {
  readonly text: string;
  readonly assigned: Assigned;
}

const NOTHING: Kept = { text: '', assigned: {} };

/** What somebody counted by hand, kept in this browser per episode. */
export function useManualCounts(episodeId: string) {
  const [kept, setKept] = useLocalStorage<Kept>({
    key: `screenalytics-manual-counts:${episodeId}`,
    defaultValue: NOTHING,
    getInitialValueInEffect: false,
  });
  return {
    text: kept.text,
    assigned: kept.assigned,
    setText: (text: string) => setKept((before) => ({ ...before, text })),
    /** Null: nobody; undefined: as the name says. */
    assign: (name: string, key: string | null | undefined) =>
      setKept(({ text, assigned }) => {
        const { [name]: _before, ...others } = assigned;
        return { text, assigned: key === undefined ? others : { ...others, [name]: key } };
      }),
  };
}
