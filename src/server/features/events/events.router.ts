import { tracked } from '@trpc/server';
import { z } from 'zod';
import { router, viewer } from '../../api/procedures.ts';
import { streamPosition, topic } from '../../contract/events.ts';
import { followTopics } from './follow-topics.ts';

const MOST_TOPICS = 100;

export const eventsRouter = router({
  /** One stream for everything that a page watches. The client sends `lastEventId` by itself when it connects again. */
  follow: viewer
    .input(z.object({ topics: z.array(topic).min(1).max(MOST_TOPICS), lastEventId: streamPosition.nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      const request = { topics: input.topics, lastId: input.lastEventId ?? null };
      const { events } = ctx.services;
      // A message needs an id to be tracked by; where nothing has happened yet there is none to name.
      for await (const { id, message } of followTopics(events, request, signal ?? new AbortController().signal)) {
        yield tracked(id || 'start', message);
      }
    }),
});
