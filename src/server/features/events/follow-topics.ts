/** Events of some topics for one client: what it has not seen yet, then what happens. */
import type { EventLog } from '../../../adapters/events/port.ts';
import { domainEvent, type StreamedEvent } from '../../contract/events.ts';
import { formatPosition, parsePosition } from './stream-position.ts';

export interface FollowRequest {
  readonly topics: readonly string[];
  /** Id of the last message that the client got; null: it gets what happens from now on. */
  readonly lastId: string | null;
  /** With no `lastId`: begin with everything that is kept. */
  readonly fromStart?: boolean;
}

export interface StreamMessage {
  readonly id: string;
  readonly message: StreamedEvent;
}

export async function* followTopics(
  events: EventLog,
  { topics, lastId, fromStart = false }: FollowRequest,
  signal: AbortSignal,
): AsyncGenerator<StreamMessage, void> {
  const known = parsePosition(lastId ?? '');
  const position = new Map<string, string | null>();
  for (const topic of topics) {
    position.set(topic, known.get(topic) ?? (fromStart ? null : await events.newest(topic)));
  }
  yield { id: formatPosition(position), message: { type: 'connected' } };
  for await (const followed of events.follow(new Map(position), { signal })) {
    if (followed.type === 'lost') {
      yield { id: formatPosition(position), message: { type: 'lost', topic: followed.topic } };
      continue;
    }
    const { topic, id, data } = followed.event;
    position.set(topic, id);
    const event = domainEvent.safeParse(data);
    // A newer program may tell of things that this one does not know.
    if (event.success) yield { id: formatPosition(position), message: { type: 'event', topic, event: event.data } };
  }
}
