/** The cast as a file, in and out. */
import { ActionIcon, Menu } from '@mantine/core';
import { Download, Ellipsis, FolderInput } from 'lucide-react';
import { Suspense, useState } from 'react';
import { saveFile } from '../../lib/save-file.ts';
import { useTrpcClient } from '../../trpc.ts';
import { notifyFailure } from '../../ui/notify.ts';
import { ImportDialog } from './import-button.tsx';

interface FileMenuProps {
  readonly show: { readonly id: string };
  readonly mayChange: boolean;
}

export function FileMenu({ show, mayChange }: FileMenuProps) {
  const api = useTrpcClient();
  const [isImporting, setImporting] = useState(false);
  const save = async () => {
    try {
      const cast = await api.cast.exportPeople.query({ showId: show.id });
      saveFile(`${show.id}-cast.json`, `${JSON.stringify(cast, null, 2)}\n`, 'application/json');
    } catch (error) {
      notifyFailure('The cast was not exported', error);
    }
  };
  return (
    <>
      <Menu position="bottom-end" withArrow shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label="Import and export">
            <Ellipsis size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayChange && (
            <Menu.Item leftSection={<FolderInput size={15} aria-hidden />} onClick={() => setImporting(true)}>
              Import a folder or a file…
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Download size={15} aria-hidden />} onClick={() => void save()}>
            Export as JSON
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isImporting && (
        <Suspense>
          <ImportDialog showId={show.id} onClose={() => setImporting(false)} />
        </Suspense>
      )}
    </>
  );
}
