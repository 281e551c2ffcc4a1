/** One person: who they are, by which photographs they are recognised, where they were seen. */
import { ActionIcon, Alert, Anchor, Box, Button, Group, Text } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Archive, ArchiveRestore, ChevronRight, UserX } from 'lucide-react';
import { failureOf } from '../../lib/failure-of.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { NotFound } from '../../ui/route-failure.tsx';
import { useMe } from '../accounts/use-me.ts';
import { Appearances } from './appearances.tsx';
import { InPlaceText } from './in-place-text.tsx';
import classes from './person.module.css';
import { PersonDetails } from './person-details.tsx';
import { PhotosPanel } from './photos-panel.tsx';
import { useConflict } from './use-conflict.ts';
import { usePerson, usePersonChanges } from './use-person.ts';

export function PersonPage() {
  const { personId } = useParams({ from: '/shell/cast/$personId' });
  const { data: person, error, refetch } = usePerson(personId);
  const trpc = useTrpc();
  const shows = useQuery(trpc.shows.list.queryOptions({}));
  const { may } = useMe();
  const changes = usePersonChanges(personId);
  const { save, conflict, forget } = useConflict(changes.change, person);
  useDocumentTitle(person ? `${person.name} · Screenalytics` : 'Screenalytics');
  // What could be read once stays, with what is being typed; the next news brings it up to date.
  if (error && !person) {
    if (['people.not-found', 'request.invalid'].includes(failureOf(error).code)) return <NotFound />;
    return (
      <Box p="xl">
        <FailureNotice title="The person could not be read" error={error} onRetry={() => void refetch()} />
      </Box>
    );
  }
  if (!person) return <PageSkeleton />;
  const mayChange = may('reviewer');
  const show = shows.data?.items.find(({ id }) => id === person.showId);
  const isArchived = person.archivedAt !== null;
  const archive = () =>
    changes.archive.mutate(!isArchived, {
      onError: (failure) => notifyFailure(isArchived ? 'They were not restored' : 'They were not archived', failure),
    });
  return (
    <Box px={{ base: 'md', md: 'xl' }} py="md" maw={1600} mx="auto">
      <Group gap={4} c="dimmed" wrap="nowrap">
        <Anchor
          size="sm"
          c="dimmed"
          renderRoot={(props) => <Link to="/cast" search={{ show: person.showId }} {...props} />}
        >
          Cast
        </Anchor>
        <ChevronRight size={14} aria-hidden />
        <Text size="sm" truncate>
          {show?.title ?? person.showId}
        </Text>
      </Group>
      <Group justify="space-between" align="center" gap="sm" mt={2} mb="md" wrap="nowrap">
        <h1 className={classes['title']}>
          <InPlaceText
            label="Name"
            value={person.name}
            canEdit={mayChange}
            version={person.version}
            onSave={(name, version) => save({ name }, version)}
          />
        </h1>
        {mayChange && (
          <Button
            variant="default"
            leftSection={isArchived ? <ArchiveRestore size={16} aria-hidden /> : <Archive size={16} aria-hidden />}
            onClick={archive}
            style={{ flex: 'none' }}
          >
            {isArchived ? 'Restore' : 'Archive'}
          </Button>
        )}
        {may('admin') && (
          <ActionIcon
            variant="default"
            size={36}
            aria-label={`Remove ${person.name} from everywhere`}
            title="Remove from everywhere"
            renderRoot={(props) => <Link to="/settings" search={{ tab: 'privacy', person: person.id }} {...props} />}
          >
            <UserX size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {isArchived && (
        <Alert color="gray" mb="md" title="Archived">
          New analyses do not look for {person.name}. Where they were found before, they stay.
        </Alert>
      )}
      {conflict && (
        <Alert color="orange" mb="md" title={`Somebody else has changed ${person.name} meanwhile`} role="alert">
          <Text size="sm">
            {conflict.field === 'name' ? 'The name is' : 'The notes are'} now “{conflict.theirs || 'empty'}”; you wrote
            “{conflict.mine || 'nothing'}”.
          </Text>
          <Group gap="xs" mt="sm">
            <Button size="xs" variant="default" onClick={forget}>
              Keep theirs
            </Button>
            <Button size="xs" onClick={() => save({ [conflict.field]: conflict.mine })}>
              Save mine
            </Button>
          </Group>
        </Alert>
      )}
      {changes.change.error && !conflict && (
        <Box mb="md">
          <FailureNotice title="It was not saved" error={changes.change.error} />
        </Box>
      )}
      <div className={classes['columns']}>
        <PhotosPanel person={person} changes={changes} mayChange={mayChange} />
        <PersonDetails
          person={person}
          seasons={(show?.seasons ?? []).map(({ number }) => number)}
          changes={changes}
          mayChange={mayChange}
          onNotes={(notes, version) => save({ notes }, version)}
        />
      </div>
      <Appearances person={person} changes={changes} mayChange={mayChange} />
    </Box>
  );
}
