/** Removing a person from everywhere, and the certificates of those who were. */
import { Group, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ForgetForm } from './forget-form.tsx';
import { ForgottenPeople } from './forgotten-people.tsx';

export function PrivacyTab() {
  return (
    <Stack gap="lg">
      <ForgetPerson />
      <ForgottenPeople />
    </Stack>
  );
}

function ForgetPerson() {
  const trpc = useTrpc();
  const { person: named } = useSearch({ from: '/shell/settings' });
  const [showId, setShowId] = useState<string | null>(null);
  const [personId, setPersonId] = useState<string | null>(named ?? null);
  const shows = useQuery(trpc.shows.list.queryOptions({}));
  const asked = useQuery(trpc.cast.get.queryOptions({ id: named ?? '' }, { enabled: named !== undefined }));
  const chosen = showId ?? asked.data?.showId ?? shows.data?.items[0]?.id ?? '';
  const present = useQuery(
    trpc.cast.list.queryOptions({ showId: chosen, archived: false }, { enabled: chosen !== '' }),
  );
  const archived = useQuery(
    trpc.cast.list.queryOptions({ showId: chosen, archived: true }, { enabled: chosen !== '' }),
  );
  const people = [...(present.data?.items ?? []), ...(archived.data?.items ?? [])];
  const error = shows.error ?? present.error ?? archived.error;
  return (
    <Panel title="Forget a person">
      <Text size="sm" c="dimmed" mb="sm" maw={720}>
        Removes a person of the cast from everywhere: photographs, faces that were found in videos, embeddings, exports,
        and the name wherever it stands. Their seconds stay as those of somebody without a name, so that the numbers of
        all others do. It cannot be undone.
      </Text>
      {error && <FailureNotice title="The cast could not be read" error={error} />}
      {shows.isPending && <Skeleton height={60} />}
      {shows.data && (
        <Group gap="sm" align="end">
          <Select
            label="Show"
            w={{ base: '100%', xs: 240 }}
            allowDeselect={false}
            value={chosen === '' ? null : chosen}
            onChange={(next) => {
              setShowId(next);
              setPersonId(null);
            }}
            data={shows.data.items.map(({ id, title }) => ({ value: id, label: title }))}
            placeholder="There is no show yet"
          />
          <Select
            label="Person"
            w={{ base: '100%', xs: 280 }}
            searchable
            clearable
            value={personId}
            onChange={setPersonId}
            data={people.map(({ id, name, archivedAt }) => ({
              value: id,
              label: archivedAt === null ? name : `${name} (archived)`,
            }))}
            placeholder={people.length === 0 ? 'Nobody is in the cast' : 'Choose somebody'}
            nothingFoundMessage="Nobody of that name"
          />
        </Group>
      )}
      {personId !== null && <ForgetForm key={personId} personId={personId} onBegun={() => setPersonId(null)} />}
    </Panel>
  );
}
