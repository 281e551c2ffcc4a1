/** Tells those who watch an episode, and those who watch everything. */
import type { EventLog } from '../adapters/events/port.ts';
import type { DomainEvent } from './contract/events.ts';

export async function announce(events: EventLog, event: DomainEvent): Promise<void> {
  const topics = event.type === 'cast-changed' ? ['queue'] : [`episode:${event.episode}`, 'queue'];
  await Promise.all(topics.map((topic) => events.append(topic, event)));
}
