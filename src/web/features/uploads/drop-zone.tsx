/** Where files are dropped, on any place of the page, or chosen. */
import { Button, Group, Text } from '@mantine/core';
import { FileVideo, FolderOpen } from 'lucide-react';
import { useRef } from 'react';
import { ACCEPT, type CollectedFile, fromHandles, fromInput } from './collect-files.ts';
import classes from './drop-zone.module.css';
import { pickFiles } from './file-handles.ts';
import { useTransfers } from './use-transfers.ts';

interface DropZoneProps {
  readonly onFiles: (found: readonly CollectedFile[]) => void;
  readonly onFailure: (error: unknown) => void;
  /** Files are there already: less room is needed. */
  readonly isSmall: boolean;
}

export function DropZone({ onFiles, onFailure, isSmall }: DropZoneProps) {
  const [filesRef, folderRef] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const isOver = useTransfers(onFiles, onFailure);
  const choose = async () => {
    // Where the browser gives handles, an upload goes on after a reload without choosing again.
    const handles = await pickFiles();
    if (handles === null) filesRef.current?.click();
    else onFiles(await fromHandles(handles));
  };
  const take = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
    onFiles(fromInput(currentTarget.files ?? []));
    // The same file may be chosen again.
    currentTarget.value = '';
  };
  return (
    <section
      className={classes['zone']}
      data-over={isOver || undefined}
      data-small={isSmall || undefined}
      aria-label="Choose videos"
    >
      {!isSmall && (
        <Text c="dimmed" component="span" className={classes['icon'] ?? ''} aria-hidden>
          <FileVideo size={36} strokeWidth={1.5} />
        </Text>
      )}
      <div>
        <Text fw={500}>{isOver ? 'Let go to add them' : 'Drop videos or folders anywhere on this page'}</Text>
        {!isSmall && (
          <Text size="sm" c="dimmed">
            Or paste them. Show, season and episode are read from the names, and can be corrected before anything is
            sent.
          </Text>
        )}
      </div>
      <Group gap="xs" justify="center">
        <Button
          variant={isSmall ? 'default' : 'filled'}
          leftSection={<FileVideo size={16} aria-hidden />}
          onClick={() => void choose().catch(onFailure)}
        >
          Choose files
        </Button>
        <Button
          variant="default"
          leftSection={<FolderOpen size={16} aria-hidden />}
          onClick={() => folderRef.current?.click()}
        >
          Choose a folder
        </Button>
      </Group>
      <input
        ref={filesRef}
        type="file"
        multiple
        accept={ACCEPT}
        hidden
        aria-label="Videos"
        data-testid="files"
        onChange={take}
      />
      <input
        ref={folderRef}
        type="file"
        multiple
        hidden
        aria-label="Folder of videos"
        onChange={take}
        {...{ webkitdirectory: '' }}
      />
    </section>
  );
}
