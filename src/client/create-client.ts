/**
 * A typed client for programs in Node: every procedure of the server as a function, with the types of its answer.
 *
 *   const client = createClient({ baseUrl: 'https://api.example.org', apiKey: process.env.KEY });
 *   const { items } = await client.episodes.list.query({ search: 'reunion' });
 */
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCClient } from '@trpc/client';
import { EventSource } from 'eventsource';
import type { AppRouter } from '../server/api/app-router.ts';

export interface ClientOptions {
  /** Where the API is: `http://127.0.0.1:8000`. */
  readonly baseUrl: string;
  /** Needed where people sign in. */
  readonly apiKey?: string;
}

export type Client = TRPCClient<AppRouter>;

/** Calls made at the same time travel together; subscriptions connect again by themselves and miss nothing that is kept. */
export function createClient({ baseUrl, apiKey }: ClientOptions): Client {
  const url = `${baseUrl.replace(/\/+$/, '')}/trpc`;
  const headers: Record<string, string> = apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({
          url,
          EventSource,
          eventSourceOptions: () => ({
            fetch: (input: string | URL, init: RequestInit) =>
              fetch(input, { ...init, headers: { ...(init.headers as Record<string, string>), ...headers } }),
          }),
        }),
        false: httpBatchLink({ url, headers }),
      }),
    ],
  });
}
