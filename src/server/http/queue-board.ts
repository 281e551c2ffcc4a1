/** The pages that show the queue from inside, for admins only. */
import type { FastifyInstance, FastifyPluginAsync, FastifyPluginCallback, FastifyRequest } from 'fastify';
import { isAtLeast } from '../../adapters/accounts/port.ts';
import type { QueueBoard } from '../../adapters/jobs/port.ts';
import { UserError } from '../../errors.ts';
import type { Actor } from '../api/context.ts';
import { sendFailure } from './send-failure.ts';

export interface BoardOptions {
  readonly board: QueueBoard;
  /** Who is asking; null: nobody that is known. */
  readonly authenticate: (request: FastifyRequest) => Promise<Actor | null>;
}

export async function addQueueBoard(app: FastifyInstance, { board, authenticate }: BoardOptions): Promise<void> {
  // A scope of its own, so that nothing below it is reached without being asked who it is.
  const scoped: FastifyPluginAsync = async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      const actor = await authenticate(request);
      if (actor && isAtLeast(actor.role, 'admin')) return;
      await sendFailure(request, reply, refusal(actor));
    });
    await scope.register(board.plugin as FastifyPluginCallback, { prefix: board.path });
  };
  await app.register(scoped);
}

function refusal(actor: Actor | null): UserError {
  if (actor === null) return new UserError('access.unauthenticated', 'Sign in as an admin to see the queues.');
  return new UserError('access.forbidden', `The queues are for admins; ${actor.name} has the role ${actor.role}.`);
}
