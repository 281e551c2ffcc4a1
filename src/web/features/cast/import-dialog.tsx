/** Many people at once: what would be done is shown before it is. */
import {
  Alert,
  Badge,
  Button,
  Code,
  Group,
  List,
  Modal,
  Progress,
  ScrollArea,
  Stack,
  Table,
  Text,
} from '@mantine/core';
import { Braces, FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { fromInput } from '../uploads/collect-files.ts';
import { useTransfers } from '../uploads/use-transfers.ts';
import { type ImportPlan, type PlannedEntry, useCastImport } from './use-cast-import.ts';

interface ImportDialogProps {
  readonly showId: string;
  readonly onClose: () => void;
}

export function ImportDialog({ showId, onClose }: ImportDialogProps) {
  const { state, choose, start, reset } = useCastImport(showId);
  const [folderRef, fileRef] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const isOver = useTransfers(
    (found) => void choose(found),
    () => reset(),
  );
  const take = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
    void choose(fromInput(currentTarget.files ?? []));
    currentTarget.value = '';
  };
  const isBusy = state.step === 'working';
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title="Import people"
      closeOnEscape={!isBusy}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        {(state.step === 'choosing' || state.step === 'planned') && (
          <Stack gap="xs">
            {state.step === 'choosing' && <Explanation isOver={isOver} />}
            <Group gap="xs">
              <Button
                variant={state.step === 'choosing' ? 'filled' : 'default'}
                leftSection={<FolderOpen size={16} aria-hidden />}
                onClick={() => folderRef.current?.click()}
                data-autofocus
              >
                Choose a folder
              </Button>
              <Button
                variant="default"
                leftSection={<Braces size={16} aria-hidden />}
                onClick={() => fileRef.current?.click()}
              >
                Choose a JSON file
              </Button>
            </Group>
          </Stack>
        )}
        <input
          ref={folderRef}
          type="file"
          multiple
          hidden
          aria-label="Folder of people"
          onChange={take}
          {...{ webkitdirectory: '' }}
        />
        <input
          ref={fileRef}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="JSON file"
          onChange={take}
        />
        {state.step === 'choosing' && state.error !== null && (
          <FailureNotice title="This cannot be imported" error={state.error} />
        )}
        {state.step === 'reading' && <Text c="dimmed">Looking at the files…</Text>}
        {(state.step === 'planned' || state.step === 'working' || state.step === 'done') && <Plan plan={state.plan} />}
        {(state.step === 'working' || state.step === 'done') && state.of > 0 && (
          <div>
            <Progress
              value={(100 * (state.sent + state.failed.length)) / state.of}
              aria-label="Photographs sent"
              color={state.failed.length > 0 ? 'orange' : 'teal'}
            />
            <Text size="sm" mt={4} className="numbers" role="status">
              {state.sent} of {state.of} photographs sent
              {state.step === 'done' &&
                state.sent > 0 &&
                '. Their faces are being read; the pages of the people show how far.'}
            </Text>
          </div>
        )}
        {(state.step === 'working' || state.step === 'done') && state.failed.length > 0 && (
          <Alert color="orange" title="Some photographs were not taken">
            <Reasons items={state.failed} />
            Importing the same folder again sends only what is missing.
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={isBusy}>
            {state.step === 'done' ? 'Close' : 'Cancel'}
          </Button>
          {(state.step === 'planned' || isBusy) && (
            <Button loading={isBusy} disabled={!hasWork(state.plan)} onClick={() => void start(state.plan)}>
              {hasWork(state.plan) ? workText(state.plan) : 'Nothing to do'}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Explanation({ isOver }: { readonly isOver: boolean }) {
  return (
    <>
      <Text>
        {isOver ? 'Let go to look at them' : 'Choose, or drop here, a folder with one sub-folder per person:'}
      </Text>
      <Code block>{'cast/Anna Berg/1.jpg\ncast/Anna Berg/2.jpg\ncast/Tom Ito/portrait.png'}</Code>
      <Text size="sm" c="dimmed">
        A JSON file, in the folder or by itself, can say more:{' '}
        <Code>
          {
            '{"people": [{"name": "Anna Berg", "aliases": ["Annie"], "roles": [{"season": 1, "role": "main cast"}], "notes": "", "photos": ["a.jpg"]}]}'
          }
        </Code>
        . The export of a cast has the same shape. Nothing is done before you have seen what would be.
      </Text>
    </>
  );
}

const COLOURS = { made: 'teal', changed: 'indigo', unchanged: 'gray', skipped: 'orange' } as const;
const WORDS = { made: 'New', changed: 'Changed', unchanged: 'As it is', skipped: 'Left out' } as const;

function Plan({ plan: { entries, read } }: { readonly plan: ImportPlan }) {
  return (
    <>
      <ScrollArea.Autosize mah={360} type="auto" viewportProps={{ tabIndex: 0 }}>
        <Table verticalSpacing={6} aria-label="What the import does">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person</Table.Th>
              <Table.Th>Is</Table.Th>
              <Table.Th ta="right">Photographs</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((each, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a name may stand in a file twice, and the list does not change
              <PlanRow key={index} entry={each} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
      {read.skipped.length > 0 && (
        <Alert
          color="gray"
          title={read.skipped.length === 1 ? '1 file is left out' : `${read.skipped.length} files are left out`}
        >
          <Reasons items={read.skipped} />
        </Alert>
      )}
    </>
  );
}

function PlanRow({ entry: { person, photos, photosThere } }: { readonly entry: PlannedEntry }) {
  const { name, outcome, changes, skipped } = person;
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={500}>{name}</Text>
        {changes.length > 0 && (
          <Text size="xs" c="dimmed">
            {changes.join(', ')}
          </Text>
        )}
        {skipped.map((why) => (
          <Text key={why} size="xs" c="orange">
            {why}
          </Text>
        ))}
      </Table.Td>
      <Table.Td>
        <Badge color={COLOURS[outcome]} variant="light" radius="sm" tt="none" fw={500}>
          {WORDS[outcome]}
        </Badge>
      </Table.Td>
      <Table.Td ta="right" className="numbers">
        {photos.length > 0 ? `${photos.length} new` : '0'}
        {photosThere > 0 && (
          <Text size="xs" c="dimmed">
            {photosThere} there already
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** More are not read by anybody. */
const MOST_REASONS = 8;

function Reasons({ items }: { readonly items: readonly { readonly path: string; readonly why: string }[] }) {
  return (
    <List size="sm" mb={4}>
      {items.slice(0, MOST_REASONS).map(({ path, why }) => (
        <List.Item key={path}>
          <b>{path}</b>: {why}
        </List.Item>
      ))}
      {items.length > MOST_REASONS && <List.Item>and {items.length - MOST_REASONS} more</List.Item>}
    </List>
  );
}

const hasWork = ({ entries }: ImportPlan): boolean =>
  entries.some(({ person, photos }) => ['made', 'changed'].includes(person.outcome) || photos.length > 0);

/** `Import 3 people and 12 photographs`. */
function workText({ entries }: ImportPlan): string {
  const people = entries.filter(({ person }) => person.outcome === 'made' || person.outcome === 'changed').length;
  const photos = entries.reduce((sum, each) => sum + each.photos.length, 0);
  const parts = [
    ...(people > 0 ? [people === 1 ? '1 person' : `${people} people`] : []),
    ...(photos > 0 ? [photos === 1 ? '1 photograph' : `${photos} photographs`] : []),
  ];
  return `Import ${parts.join(' and ')}`;
}
