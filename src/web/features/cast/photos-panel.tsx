/** The photographs by which a person is recognised. */
import { Button, Stack, Text } from '@mantine/core';
import { ImagePlus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Person } from '../../../server/contract/cast.ts';
import { useShortcuts } from '../../lib/shortcuts.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { Panel } from '../../ui/panel.tsx';
import { useTransfers } from '../uploads/use-transfers.ts';
import classes from './person.module.css';
import { PhotoCard } from './photo-card.tsx';
import { PHOTO_TYPES } from './send-photo.ts';
import { SendingCard } from './sending-card.tsx';
import type { PersonChanges } from './use-person.ts';
import { usePhotoSending } from './use-photo-sending.ts';

interface PhotosPanelProps {
  readonly person: Person;
  readonly changes: PersonChanges;
  readonly mayChange: boolean;
}

export function PhotosPanel({ person, changes, mayChange }: PhotosPanelProps) {
  const { items, add, forget } = usePhotoSending(person.id);
  const filesRef = useRef<HTMLInputElement>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const isOver = useTransfers(
    (found) => mayChange && add(found.map(({ file }) => file)),
    (error) => notifyFailure('The files could not be read', error),
  );
  const choose = () => filesRef.current?.click();
  useShortcuts(person.name, mayChange ? [{ keys: 'p', label: 'Add photographs', run: choose }] : []);
  const usable = person.photos.filter(({ state }) => state === 'ready').length;
  const isEmpty = person.photos.length === 0 && items.length === 0;
  const remove = (photoId: string) => {
    setRemoving(null);
    changes.removePhoto.mutate(photoId, {
      onError: (error) => notifyFailure('The photograph was not removed', error),
    });
  };
  return (
    <Panel
      title="Photographs"
      aside={
        mayChange && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<ImagePlus size={14} aria-hidden />}
            onClick={choose}
            title="Add photographs (P)"
          >
            Add
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {advice(usable)} {mayChange && 'Drop files anywhere on this page, or paste them.'}
        </Text>
        <input
          ref={filesRef}
          type="file"
          multiple
          hidden
          accept={PHOTO_TYPES.join(',')}
          aria-label="Files of photographs"
          onChange={({ currentTarget }) => {
            add([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
        <div
          className={classes['dropping']}
          data-over={(mayChange && isOver) || undefined}
          data-empty={isEmpty || undefined}
        >
          {isEmpty && (
            <Text c="dimmed" size="sm">
              {isOver ? 'Let go to add them' : 'No photograph yet'}
            </Text>
          )}
          {!isEmpty && (
            <ul className={classes['photos']} aria-label="Photographs">
              {person.photos.map((photo) => (
                <PhotoCard
                  key={photo.id}
                  photo={photo}
                  mayChange={mayChange}
                  onFeature={() =>
                    changes.feature.mutate(photo.id, {
                      onError: (error) => notifyFailure('It is not shown first', error),
                    })
                  }
                  onRemove={() => setRemoving(photo.id)}
                />
              ))}
              {items.map((item) => (
                <SendingCard key={item.key} item={item} onForget={() => forget(item.key)} />
              ))}
            </ul>
          )}
        </div>
      </Stack>
      {removing !== null && (
        <ConfirmDialog
          title="Remove this photograph?"
          action="Remove"
          onConfirm={() => remove(removing)}
          onClose={() => setRemoving(null)}
        >
          It is deleted for good, and {person.name} is not recognised by it any more. Results that there are stay as
          they are.
        </ConfirmDialog>
      )}
    </Panel>
  );
}

/** From so many on more of them help little. */
const ENOUGH = 3;

function advice(usable: number): string {
  if (usable === 0) return 'Without a usable photograph nobody is recognised.';
  if (usable < ENOUGH) return `${usable} usable: with ${ENOUGH} from several sides people are recognised more surely.`;
  return `${usable} usable.`;
}
