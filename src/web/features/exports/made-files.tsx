/** The files of this run that were asked for, with how far they are. */
import { ActionIcon, Anchor, Progress, Table, Text } from '@mantine/core';
import { Download, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import type { ExportFile, ExportFormat } from '../../../server/contract/exports.ts';
import { formatBytes } from '../../lib/format-size.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Nothing } from '../../ui/nothing.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useMe } from '../accounts/use-me.ts';
import { optionsText } from './options-text.ts';
import type { FilesOfRun } from './use-files-of-run.ts';

interface MadeFilesProps {
  readonly files: FilesOfRun;
  readonly formats: readonly ExportFormat[];
}

export function MadeFiles({ files, formats }: MadeFilesProps) {
  const { items, error, refetch, cancel, remove } = files;
  const { may } = useMe();
  const [leaving, setLeaving] = useState<ExportFile | null>(null);
  if (error) return <FailureNotice title="The made files could not be read" error={error} onRetry={refetch} />;
  if (items.length === 0) return null;
  return (
    <Panel title="Made files" flush>
      <Table verticalSpacing={6} horizontalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>File</Table.Th>
            <Table.Th miw={130}>State</Table.Th>
            <Table.Th ta="right">Size</Table.Th>
            <Table.Th visibleFrom="sm">Asked for</Table.Th>
            <Table.Th>
              <span className="visually-hidden">What can be done</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((file) => (
            <FileRow
              key={file.id}
              file={file}
              title={formats.find(({ name }) => name === file.format)?.title ?? file.format}
              mayChange={may('reviewer')}
              onCancel={() => cancel(file.id)}
              onDelete={() => setLeaving(file)}
            />
          ))}
        </Table.Tbody>
      </Table>
      {leaving && (
        <ConfirmDialog
          title={`Delete ${leaving.fileName}?`}
          action="Delete"
          onConfirm={() => {
            remove(leaving.id);
            setLeaving(null);
          }}
          onClose={() => setLeaving(null)}
        >
          The file is gone for good. It can be made again as long as the run is there.
        </ConfirmDialog>
      )}
    </Panel>
  );
}

interface FileRowProps {
  readonly file: ExportFile;
  readonly title: string;
  readonly mayChange: boolean;
  readonly onCancel: () => void;
  readonly onDelete: () => void;
}

function FileRow({ file, title, mayChange, onCancel, onDelete }: FileRowProps) {
  const { fileName, state, reason, progress, bytes, url, createdAt, requestedBy, options } = file;
  const isGoing = state === 'waiting' || state === 'running';
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {url === null ? (
          fileName
        ) : (
          <Anchor href={url} download={fileName} size="sm">
            <Download size={13} aria-hidden /> {fileName}
          </Anchor>
        )}
        <Text size="xs" c="dimmed">
          {title}
          {optionsText(options)}
        </Text>
      </Table.Td>
      <Table.Td>
        <StateBadge state={state} />
        {state === 'running' && progress !== null && (
          <Progress value={progress * 100} size="sm" mt={4} aria-label={`Progress of ${fileName}`} />
        )}
        {reason !== null && (
          <Text size="xs" c="dimmed" maw={260}>
            {reason}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right" className="numbers" style={{ whiteSpace: 'nowrap' }}>
        {bytes === null ? <Nothing why="no file yet" /> : formatBytes(bytes)}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Moment at={createdAt} />
        <Text size="xs" c="dimmed">
          {requestedBy}
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        {mayChange && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={isGoing ? `Stop making ${fileName}` : `Delete ${fileName}`}
            onClick={isGoing ? onCancel : onDelete}
          >
            {isGoing ? <X size={16} aria-hidden /> : <Trash2 size={16} aria-hidden />}
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
