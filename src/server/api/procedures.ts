/** What routers are made of: procedures by the role they ask for, and one way in which all of them fail. */
import { initTRPC } from '@trpc/server';
import type { OpenApiMeta } from 'trpc-to-openapi';
import { isAtLeast } from '../../adapters/accounts/port.ts';
import { UserError } from '../../errors.ts';
import type { Role } from '../contract/roles.ts';
import type { ApiContext } from './context.ts';
import { failureOf, withStatus } from './failure-of.ts';
import { withinTime } from './within-time.ts';

export interface ProcedureMeta extends OpenApiMeta {
  /** The least role that may call it. Set by the procedures below. */
  readonly role?: Role;
}

/** Answered at least so often, also when nothing happens: proxies cut silent connections. */
const HEARTBEAT_MS = 15_000;

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    errorFormatter: ({ shape, error, ctx }) => {
      const failure = failureOf(error, ctx?.requestId ?? null);
      const { stack: _, ...data } = shape.data as typeof shape.data & { stack?: string };
      return { ...shape, message: failure.message, data: { ...data, failure } };
    },
    sse: {
      ping: { enabled: true, intervalMs: HEARTBEAT_MS },
      client: { reconnectAfterInactivityMs: 3 * HEARTBEAT_MS },
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

const explained = t.procedure.use(async ({ next, ctx, type }) => {
  // A subscription is there to wait.
  const result = type === 'subscription' ? await next() : await withinTime(next(), ctx.services);
  if (!result.ok) throw withStatus(result.error);
  return result;
});

const asking = (least: Role) =>
  explained.meta({ role: least }).use(({ ctx, next }) => {
    const { actor } = ctx;
    if (actor === null) {
      throw new UserError(
        'access.unauthenticated',
        'Sign in first, or send an API key: nobody is known by this request.',
      );
    }
    if (!isAtLeast(actor.role, least)) {
      throw new UserError(
        'access.forbidden',
        `This takes the role ${least}; ${actor.name} has the role ${actor.role}.`,
      );
    }
    return next({ ctx: { ...ctx, actor } });
  });

/** Looks at things. */
export const viewer = asking('viewer');
/** Uploads, analyses, names and corrects. */
export const reviewer = asking('reviewer');
/** Runs the installation; deletes for good. */
export const admin = asking('admin');
