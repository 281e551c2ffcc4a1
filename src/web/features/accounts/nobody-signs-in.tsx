/** Where the server is for the user of its machine alone, there is nobody to manage. */
import { Code } from '@mantine/core';
import { UserRound } from 'lucide-react';
import { EmptyState } from '../../ui/empty-state.tsx';

/** @param what that are not there: `accounts`. */
export function NobodySignsIn({ what }: { readonly what: string }) {
  return (
    <EmptyState icon={<UserRound size={40} />} title={`No ${what} here`}>
      This server is for the user of this machine alone: nobody signs in, and programs on it need no key. To let others
      in, set <Code>API_BASE_URL</Code> to the address they reach it at, restart it, and make the first account with{' '}
      <Code>npx screenalytics accounts</Code>.
    </EmptyState>
  );
}
