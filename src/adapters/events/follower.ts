/** One follower's place: what it has seen of each topic, and what waits for it. */
import { FIRST_ID, isAfter } from './event-id.ts';
import type { FeedListener } from './live-feed.ts';
import type { StoredEvent } from './port.ts';

/** More than this waits in the store rather than in memory. */
const MOST_WAITING = 1_000;

export interface Follower extends FeedListener {
  readonly topics: readonly string[];
  /** Id of the last event of the topic that was handed out. */
  lastSeen(topic: string): string;
  /** True at first and after events had to be left in the store: they have to be read from there. */
  isBehind(): boolean;
  /** Everything up to now is being read from the store. */
  catchUp(): void;
  /** The next event that waits and was not handed out yet; it now counts as handed out. */
  next(): StoredEvent | undefined;
  /** Whether this event is new to the follower; if so it now counts as handed out. */
  accept(event: StoredEvent): boolean;
  /** Resolves when something waits or the follower has ended. @throws the error it ended with. */
  wait(): Promise<void>;
  hasEnded(): boolean;
  stop(): void;
}

export function createFollower(from: ReadonlyMap<string, string | null>): Follower {
  const seen = new Map([...from].map(([topic, id]) => [topic, id ?? FIRST_ID]));
  let waiting: StoredEvent[] = [];
  let behind = true;
  let ended = false;
  let failure: Error | null = null;
  let wake: (() => void) | null = null;
  const stir = (): void => {
    wake?.();
    wake = null;
  };
  const accept = ({ topic, id }: StoredEvent): boolean => {
    if (!isAfter(id, seen.get(topic) ?? FIRST_ID)) return false;
    seen.set(topic, id);
    return true;
  };
  return {
    topics: [...from.keys()],
    lastSeen: (topic) => seen.get(topic) ?? FIRST_ID,
    accept,
    onEvents(events) {
      if (waiting.length + events.length > MOST_WAITING) {
        waiting = [];
        behind = true;
      } else if (!behind) {
        waiting.push(...events);
      }
      stir();
    },
    onEnd(error) {
      failure = error;
      ended = true;
      stir();
    },
    isBehind: () => behind,
    catchUp() {
      behind = false;
    },
    next() {
      if (ended) return undefined;
      for (let event = waiting.shift(); event; event = waiting.shift()) if (accept(event)) return event;
      return undefined;
    },
    async wait() {
      if (waiting.length === 0 && !behind && !ended) await new Promise<void>((resolve) => (wake = resolve));
      if (failure) throw failure;
    },
    hasEnded: () => ended,
    stop() {
      ended = true;
      stir();
    },
  };
}
