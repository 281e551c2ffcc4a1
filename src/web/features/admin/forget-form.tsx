/** What would be removed of a person, and the last question before it is. */
import {
  Alert,
  Anchor,
  Button,
  Checkbox,
  Code,
  List,
  Skeleton,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Hourglass } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ForgetPreview } from '../../../server/contract/privacy.ts';
import { formatBytes } from '../../lib/format-size.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Nothing } from '../../ui/nothing.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { REMOVED_WORDS } from './privacy-words.ts';

interface ForgetFormProps {
  readonly personId: string;
  readonly onBegun: () => void;
}

export function ForgetForm({ personId, onBegun }: ForgetFormProps) {
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(trpc.privacy.preview.queryOptions({ personId }, { staleTime: 0 }));
  if (error)
    return <FailureNotice title="It could not be looked through" error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <Stack mt="md" gap="xs">
        <Text size="sm" c="dimmed">
          Looking everywhere for what there is …
        </Text>
        <Skeleton height={220} />
      </Stack>
    );
  }
  return (
    <Stack mt="md" gap="md" maw={820}>
      <Removed preview={data} />
      <div>
        <Title order={3} size="h6">
          What stays
        </Title>
        <List size="sm" c="dimmed">
          {data.kept.map(({ kind, why }) => (
            <List.Item key={kind}>{why}</List.Item>
          ))}
        </List>
      </div>
      {data.isBegun && <Text>This person is being forgotten already: see below how far it is.</Text>}
      {!data.isBegun && data.waitsFor.length > 0 && <Waiting runs={data.waitsFor} />}
      {!data.isBegun && data.waitsFor.length === 0 && <Confirmation preview={data} onBegun={onBegun} />}
    </Stack>
  );
}

function Removed({ preview: { person, items, runs } }: { readonly preview: ForgetPreview }) {
  const episodes = new Set(runs.map(({ episode }) => episode)).size;
  return (
    <div>
      <Title order={3} size="h6" mb={4}>
        What is removed of {person.name}
      </Title>
      <Text size="sm" c="dimmed">
        Found in {runs.length} {runs.length === 1 ? 'run' : 'runs'} of {episodes}{' '}
        {episodes === 1 ? 'episode' : 'episodes'}.
      </Text>
      <Table verticalSpacing={5} mt={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>What</Table.Th>
            <Table.Th ta="right">Number</Table.Th>
            <Table.Th ta="right">Size</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ kind, count, bytes }) => (
            <Table.Tr key={kind}>
              <Table.Td>{REMOVED_WORDS[kind]}</Table.Td>
              <Table.Td ta="right" className="numbers">
                {count.toLocaleString('en')}
              </Table.Td>
              <Table.Td ta="right" className="numbers" style={{ whiteSpace: 'nowrap' }}>
                {bytes === null ? <Nothing why="no size" /> : formatBytes(bytes)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Waiting({ runs }: { readonly runs: ForgetPreview['waitsFor'] }) {
  return (
    <Alert color="orange" variant="light" icon={<Hourglass size={18} aria-hidden />} title="Runs have to end first">
      <Text size="sm">They may have the photographs in their hands. Wait for them, or cancel them:</Text>
      <List size="sm" mt={4}>
        {runs.map(({ id, episode, number }) => (
          <List.Item key={id}>
            <Anchor
              inherit
              underline="always"
              renderRoot={(props) => (
                <Link to="/episodes/$id/runs/$runId" params={{ id: episode, runId: id }} {...props} />
              )}
            >
              Run {number} of {episode}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Confirmation({
  preview: { person, videos },
  onBegun,
}: {
  readonly preview: ForgetPreview;
  readonly onBegun: () => void;
}) {
  const trpc = useTrpc();
  const cache = useQueryClient();
  const [typed, setTyped] = useState('');
  const [reference, setReference] = useState('');
  const [withVideos, setWithVideos] = useState(false);
  const forget = useMutation(
    trpc.privacy.forget.mutationOptions({
      onSuccess: async () => {
        notifyDone('The person is being forgotten. The certificate stands below once it is done.');
        onBegun();
        await Promise.all([
          cache.invalidateQueries({ queryKey: trpc.privacy.pathKey() }),
          cache.invalidateQueries({ queryKey: trpc.cast.pathKey() }),
        ]);
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = reference.trim();
    forget.mutate({ personId: person.id, confirm: typed, withVideos, ...(said !== '' && { reference: said }) });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={480}>
        {videos.count > 0 && (
          <Checkbox
            checked={withVideos}
            onChange={(event) => setWithVideos(event.currentTarget.checked)}
            label={`Delete the videos of these episodes, too (${formatBytes(videos.bytes)})`}
            description="Results stay. The episodes can be watched again only when a video is uploaded."
          />
        )}
        <TextInput
          label="Reference"
          description="What the certificate calls the wish, such as the number of a letter. Not the name."
          value={reference}
          maxLength={200}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <TextInput
          label={
            <>
              Type <Code>{person.name}</Code>
            </>
          }
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
        />
        {forget.error && <FailureNotice title="Nothing was removed" error={forget.error} />}
        <Button
          type="submit"
          color="red"
          disabled={typed.trim() !== person.name}
          loading={forget.isPending}
          style={{ alignSelf: 'flex-start' }}
        >
          Remove for good
        </Button>
      </Stack>
    </form>
  );
}
