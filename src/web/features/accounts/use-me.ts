import { useQuery } from '@tanstack/react-query';
import type { Role } from '../../../server/contract/roles.ts';
import { useTrpc } from '../../trpc.ts';

const RANK: Record<Role, number> = { viewer: 0, reviewer: 1, admin: 2 };

/** Who is looking, and whether they may do what a role may. While nobody knows yet, nothing is allowed. */
export function useMe() {
  const trpc = useTrpc();
  const { data: me = null, error } = useQuery(trpc.accounts.me.queryOptions({}, { staleTime: 5 * 60_000 }));
  return { me, error, may: (role: Role): boolean => me !== null && RANK[me.role] >= RANK[role] };
}
