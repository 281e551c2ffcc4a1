/** How a file begins. */
import { Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import classes from './exports.module.css';
import { firstLines } from './first-lines.ts';

const MOST = { lines: 14, characters: 400 };

export function Preview({ title, address }: { readonly title: string; readonly address: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['export-preview', address],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const answer = await fetch(address, { signal, credentials: 'include' });
      if (!answer.ok || answer.body === null) throw new Error(await refusal(answer));
      return firstLines(answer.body, MOST);
    },
  });
  if (error) return <FailureNotice title="It cannot be shown" error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={150} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard
    <section className={classes['lines']} tabIndex={0} aria-label={`First lines of ${title}`}>
      <pre>
        {data.lines.join('\n')}
        {data.hasMore && '\n…'}
      </pre>
    </section>
  );
}

/** The API says in `message` what is wrong and what to do. */
async function refusal(answer: Response): Promise<string> {
  const body: unknown = await answer.json().catch(() => null);
  const told = typeof body === 'object' && body !== null && 'message' in body ? body.message : null;
  return typeof told === 'string' ? told : `The server answered with ${answer.status}.`;
}
