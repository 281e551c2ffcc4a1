import { Button } from '@mantine/core';
import { FolderInput } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';

export const ImportDialog = lazy(() =>
  import('./import-dialog.tsx').then(({ ImportDialog: Dialog }) => ({ default: Dialog })),
);

export function ImportButton({ showId }: { readonly showId: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<FolderInput size={16} aria-hidden />} onClick={() => setOpen(true)}>
        Import a folder
      </Button>
      {isOpen && (
        <Suspense>
          <ImportDialog showId={showId} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
