/** `GET /episodes/{id}/events`: server-sent events for curl and other clients (HTML standard, section 9.2). */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { appRouter } from '../api/app-router.ts';
import type { ApiContext } from '../api/context.ts';
import { createCallerFactory } from '../api/procedures.ts';
import { episodeId } from '../contract/ids.ts';
import { followTopics, type StreamMessage } from '../features/events/follow-topics.ts';
import { sendFailure } from './send-failure.ts';

/** Proxies cut connections that are silent for longer. */
const HEARTBEAT_MS = 15_000;
/** A client that reconnects is asked to wait so long. */
const RETRY_MS = 2_000;

export function addEpisodeEvents(
  app: FastifyInstance,
  contextOf: (request: FastifyRequest) => Promise<ApiContext>,
): void {
  const createCaller = createCallerFactory(appRouter);
  app.get('/episodes/:id/events', async (request, reply) => {
    const gone = new AbortController();
    const context = await contextOf(request);
    try {
      const { id } = z.object({ id: episodeId }).parse(request.params);
      // Refuses who may not look, and what is not there.
      await createCaller(context).episodes.get({ id });
      const lastId = z.string().safeParse(request.headers['last-event-id']).data ?? null;
      reply.hijack();
      const { raw } = reply;
      raw.once('close', () => gone.abort());
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) raw.setHeader(name, value);
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // nginx would hold events back to fill its buffers.
        'x-accel-buffering': 'no',
      });
      raw.write(`retry: ${RETRY_MS}\n: ${id}\n\n`);
      const beat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS);
      try {
        const from = { topics: [`episode:${id}`], lastId, fromStart: true };
        for await (const message of followTopics(context.services.events, from, gone.signal)) {
          if (!raw.write(formatMessage(message))) await drained(raw, gone.signal);
        }
      } finally {
        clearInterval(beat);
        raw.end();
      }
    } catch (error) {
      if (reply.raw.headersSent) request.log.error({ err: error }, 'a stream of events broke');
      else return await sendFailure(request, reply, error);
    }
  });
}

function formatMessage({ id, message }: StreamMessage): string {
  const idLine = id === '' ? '' : `id: ${id}\n`;
  const data = message.type === 'event' ? message.event : message;
  return `event: ${data.type}\n${idLine}data: ${JSON.stringify(data)}\n\n`;
}

/** Until the client has read what was sent, or has gone. */
async function drained(stream: NodeJS.WritableStream, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stream.off('drain', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    stream.once('drain', done);
    signal.addEventListener('abort', done);
  });
}
