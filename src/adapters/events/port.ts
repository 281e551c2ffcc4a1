/** Port: what happened, kept in order for those who follow it and for those who were away for a while. */

export interface StoredEvent {
  /** What it belongs to: an episode, a job, the whole queue. */
  readonly topic: string;
  /** `milliseconds-sequence` by the store's clock; rises strictly within a topic. */
  readonly id: string;
  /** JSON. */
  readonly data: unknown;
}

/** What a follower gets to see. */
export type FollowedEvent =
  | { readonly type: 'event'; readonly event: StoredEvent }
  /** Events after the one that the follower knew are no longer kept: it has to read the state of things afresh. */
  | { readonly type: 'lost'; readonly topic: string };

export interface EventLog {
  /** @param data what JSON can carry. @returns the event's id. */
  append(topic: string, data: unknown): Promise<string>;
  /** Id of the newest event that is kept; null where there is none. */
  newest(topic: string): Promise<string | null>;
  /**
   * Events after the one with the id `after`, oldest first.
   * @param after null: from the oldest that is kept.
   */
  read(topic: string, options: { readonly after: string | null; readonly limit: number }): Promise<StoredEvent[]>;
  /**
   * Removes events of a topic that would be kept for a while. Who has seen them already keeps what it has seen.
   *
   * @returns how many were removed.
   */
  forget(topic: string, isMeant: (data: unknown) => boolean): Promise<number>;
  /**
   * All events of some topics after the ids given, first those that have happened, then those that happen; of one topic in
   * order, each once. Ends when the signal is given or the log is closed. A follower that takes its time loses nothing.
   *
   * @param from topic to the last id known; null: from the oldest that is kept.
   * @throws the store's error when the connection breaks for good: follow again from the last id.
   */
  follow(
    from: ReadonlyMap<string, string | null>,
    options: { readonly signal: AbortSignal },
  ): AsyncGenerator<FollowedEvent, void>;
  /** Ends all followers. */
  close(): Promise<void>;
}
