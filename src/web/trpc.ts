/** The API with its types: `const trpc = useTrpc()`, then `useQuery(trpc.episodes.list.queryOptions({…}))`. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import type { AppRouter } from '../server/api/app-router.ts';
import { API_BASE } from './lib/api-base.ts';
import { failureOf } from './lib/failure-of.ts';

export const { TRPCProvider, useTRPC: useTrpc, useTRPCClient: useTrpcClient } = createTRPCContext<AppRouter>();

/** Events say when something has changed; this is for what they do not tell. */
const FRESH_MS = 30_000;
const MOST_TRIES = 3;
/** Longer URLs are cut by some proxies. */
const MOST_URL_CHARACTERS = 6_000;

interface QueryClientOptions {
  /** The server no longer knows who is asking. */
  readonly onSignedOut: () => void;
}

export function createQueryClient({ onSignedOut }: QueryClientOptions): QueryClient {
  const onError = (error: Error): void => {
    if (failureOf(error).code === 'access.unauthenticated') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => failures < MOST_TRIES && failureOf(error).retryable,
      },
      mutations: { retry: false },
    },
  });
}

export function createApiClient() {
  const url = `${API_BASE}/trpc`;
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url, eventSourceOptions: { withCredentials: true } }),
        false: splitLink({
          // What takes long to answer travels alone: a batch is as slow as its slowest.
          condition: ({ path }) =>
            ['screenTime.', 'faces.search', 'review.questions'].some((name) => path.startsWith(name)),
          true: httpLink({ url, fetch: fetchSignedIn }),
          false: httpBatchLink({ url, maxURLLength: MOST_URL_CHARACTERS, fetch: fetchSignedIn }),
        }),
      }),
    ],
  });
}

const fetchSignedIn = (input: RequestInfo | URL, init?: object): Promise<Response> =>
  fetch(input, { ...init, credentials: 'include' });
