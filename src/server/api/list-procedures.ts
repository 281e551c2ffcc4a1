/** The procedures of the router as a list: what REST routes, their description and the access tests go by. */
import type { AnyProcedure } from '@trpc/server';
import { z } from 'zod';
import type { AppRouter } from './app-router.ts';
import type { ProcedureMeta } from './procedures.ts';

export interface ListedProcedure {
  /** `episodes.get` */
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly meta: ProcedureMeta;
  /** Null where nothing is sent. */
  readonly input: z.ZodType | null;
}

export function listProcedures(router: AppRouter): ListedProcedure[] {
  return Object.entries(router._def.procedures as unknown as Record<string, AnyProcedure>).map(([path, { _def }]) => {
    const { inputs } = _def as unknown as { readonly inputs: readonly unknown[] };
    const input = inputs.find((each) => each instanceof z.ZodType) ?? null;
    return { path, type: _def.type, meta: (_def.meta ?? {}) as ProcedureMeta, input };
  });
}
