/** By whom, what, when and on what. */
import { Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useViewChange } from '../../lib/use-view-change.ts';
import { useTrpc } from '../../trpc.ts';
import type { AuditView } from './audit-view.ts';
import { actionLabel, actorName } from './privacy-words.ts';

const TYPING_MS = 300;

export function AuditFilters({ view }: { readonly view: AuditView }) {
  const trpc = useTrpc();
  const change = useViewChange<AuditView>();
  const { data } = useQuery(trpc.audit.choices.queryOptions({}));
  const { page: _, ...chosen } = view;
  const set = (values: Partial<Record<keyof AuditView, string | undefined>>) =>
    change((before) => ({ ...before, ...values, page: undefined }));
  const areas = [...new Set((data?.actions ?? []).map((action) => `${action.split('.')[0]}.`))];
  return (
    <Group gap="xs" mb="md" align="end">
      <Select
        size="xs"
        w={{ base: '100%', xs: 190 }}
        label="Who"
        placeholder="Everybody"
        clearable
        searchable
        value={view.actor ?? null}
        onChange={(actor) => set({ actor: actor ?? undefined })}
        data={(data?.actors ?? []).map((actor) => ({ value: actor.id, label: actorName(actor) }))}
      />
      <Select
        size="xs"
        w={{ base: '100%', xs: 190 }}
        label="What"
        placeholder="Everything"
        clearable
        searchable
        value={view.action ?? null}
        onChange={(action) => set({ action: action ?? undefined })}
        data={areas.map((area) => ({
          group: areaLabel(area),
          items: [
            { value: area, label: `All of ${areaLabel(area).toLowerCase()}` },
            ...(data?.actions ?? [])
              .filter((action) => action.startsWith(area))
              .map((value) => ({ value, label: actionLabel(value) })),
          ],
        }))}
      />
      <SubjectField given={view.subject ?? ''} onChange={(subject) => set({ subject: subject || undefined })} />
      <TextInput
        size="xs"
        type="date"
        label="From"
        value={view.from ?? ''}
        onChange={(event) => set({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        size="xs"
        type="date"
        label="To"
        value={view.to ?? ''}
        onChange={(event) => set({ to: event.currentTarget.value || undefined })}
      />
      {Object.keys(chosen).length > 0 && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<X size={13} aria-hidden />}
          onClick={() => change(() => ({}))}
        >
          Show all
        </Button>
      )}
    </Group>
  );
}

const areaLabel = (area: string): string =>
  `${area.slice(0, 1).toUpperCase()}${area.slice(1, -1)}`.replaceAll('-', ' ').replace('Api key', 'API key');

/** The address follows a moment after the typing. */
function SubjectField({ given, onChange }: { readonly given: string; readonly onChange: (text: string) => void }) {
  const [text, setText] = useState(given);
  useEffect(() => setText(given), [given]);
  const tell = useDebouncedCallback(onChange, TYPING_MS);
  return (
    <TextInput
      size="xs"
      w={{ base: '100%', xs: 190 }}
      label="On what"
      placeholder="rhobh-s05e17, or an id"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value.trim());
      }}
    />
  );
}
