/** Pages that show queues and jobs as BullMQ keeps them: for admins who look into trouble. They change nothing. */
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { Queue } from 'bullmq';
import type { QueueBoard } from './port.ts';
import type { JobsClient } from './queue-set.ts';
import { PREFIX } from './stored-job.ts';

export interface QueueBoardOptions {
  /** Shared; never blocked. */
  readonly client: JobsClient;
  readonly queues: readonly string[];
  /** Where it is mounted, such as `/queues/board`. */
  readonly path: string;
}

export function createQueueBoard({ client, queues: names, path }: QueueBoardOptions): QueueBoard {
  const queues = names.map((name) => new Queue(name, { connection: client, prefix: PREFIX }));
  // Commands reject by themselves, and the connection tells of its own troubles.
  for (const queue of queues) queue.on('error', () => {});
  const server = new FastifyAdapter();
  server.setBasePath(path);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: server,
    options: { uiConfig: { boardTitle: 'Screenalytics' } },
  });
  return {
    path,
    plugin: withoutForeignLetters(server.registerPlugin()),
    async close() {
      for (const queue of queues) await queue.close();
    },
  };
}

type Plugin = ReturnType<FastifyAdapter['registerPlugin']>;

/** Its pages ask Google for a typeface: the letters of the system will do, and nobody has to know who looks at queues. */
const FOREIGN_LETTERS = /<link [^>]*fonts\.googleapis\.com[^>]*>/g;

function withoutForeignLetters(plugin: Plugin): Plugin {
  return (app, options, done) => {
    app.addHook('onSend', (_request, reply, payload, next) => {
      const isPage = String(reply.getHeader('content-type')).startsWith('text/html');
      next(null, isPage && typeof payload === 'string' ? payload.replace(FOREIGN_LETTERS, '') : payload);
    });
    plugin(app, options, done);
  };
}
