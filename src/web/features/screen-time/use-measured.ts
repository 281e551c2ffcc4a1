/** The numbers by the rules that the address names, beside those of the default rules. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ScreenTimeRequest } from '../../../server/contract/screen-time.ts';
import { useTrpc } from '../../trpc.ts';
import { rangeOf, rulesOf } from './rules.ts';
import type { RulesView } from './screen-time-view.ts';
import { subjectsOf } from './subjects.ts';

/** Long enough that a number which is being typed is not asked for digit by digit. */
const TYPING_MS = 200;

export function useMeasured(runId: string, view: RulesView) {
  const trpc = useTrpc();
  const range = rangeOf(view);
  const wanted = JSON.stringify({ runId, ...rulesOf(view), ...range } satisfies ScreenTimeRequest);
  const [asked] = useDebouncedValue(wanted, TYPING_MS, { leading: true });
  const request = useMemo(() => JSON.parse(asked) as ScreenTimeRequest, [asked]);
  const areRulesDefault = Object.keys(rulesOf(view)).length === 0;
  const table = useQuery(trpc.screenTime.table.queryOptions(request, { placeholderData: keepPreviousData }));
  const standard = useQuery(
    trpc.screenTime.table.queryOptions({ runId, ...range }, { placeholderData: keepPreviousData }),
  );
  const whole = useQuery(trpc.screenTime.table.queryOptions({ runId }));
  const identities = useQuery(trpc.identities.list.queryOptions({ runId }));
  const subjects = useMemo(() => {
    if (!table.data || !whole.data) return [];
    return subjectsOf({
      rows: table.data.rows,
      standard: areRulesDefault ? null : (standard.data?.rows ?? null),
      whole: whole.data.rows,
      identities: identities.data?.items ?? [],
    });
  }, [table.data, standard.data, whole.data, identities.data, areRulesDefault]);
  return {
    request,
    table: table.data ?? null,
    standard: areRulesDefault ? null : (standard.data ?? null),
    subjects,
    isLoading: table.isPending || whole.isPending,
    /** What is shown is of other rules than those that are asked for: the numbers are on their way. */
    isBehind: table.isPlaceholderData || asked !== wanted,
    error: table.error ?? whole.error,
    refetch: () => void Promise.all([table.refetch(), whole.refetch(), identities.refetch()]),
  };
}
