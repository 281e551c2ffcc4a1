import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTrpc, useTrpcClient } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { notifyDone } from '../../ui/notify.ts';

interface AddPersonDialogProps {
  readonly showId: string;
  readonly onClose: () => void;
}

/** Enter opens the new person, for photographs; with Shift the next one can be typed. */
export function AddPersonDialog({ showId, onClose }: AddPersonDialogProps) {
  const [name, setName] = useState('');
  const trpc = useTrpc();
  const api = useTrpcClient();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const add = useMutation({
    mutationFn: (wanted: { readonly name: string }) => api.cast.create.mutate({ showId, ...wanted }),
    onSuccess: (person) => {
      cache.setQueryData(trpc.cast.get.queryKey({ id: person.id }), person);
      void cache.invalidateQueries({ queryKey: trpc.cast.list.pathKey() });
    },
  });
  const save = (goesOn: boolean) => {
    if (name.trim() === '') return;
    add.mutate(
      { name: name.trim() },
      {
        onSuccess: (person) => {
          if (!goesOn) return void navigate({ to: '/cast/$personId', params: { personId: person.id } });
          notifyDone(`${person.name} was added`);
          setName('');
        },
      },
    );
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(false);
  };
  return (
    <Modal opened onClose={onClose} title="Add a person" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack>
          {add.error && <FailureNotice title="Nobody was added" error={add.error} />}
          <TextInput
            label="Name"
            description="As it is to stand in tables and exports"
            maxLength={200}
            value={name}
            onChange={({ currentTarget: { value } }) => setName(value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !event.shiftKey) return;
              event.preventDefault();
              save(true);
            }}
            data-autofocus
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => save(true)} disabled={name.trim() === '' || add.isPending}>
              Add, and another
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={add.isPending}>
              Add
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
