/** What can be done with one run, from its row. */
import { ActionIcon, Menu, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { CircleStop, Ellipsis, Eye, RotateCcw, Star, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { RunListItem } from '../../../server/contract/runs.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { canRetry, isUnfinished, useRunChanges } from './use-run-changes.ts';

interface RunMenuProps {
  readonly run: RunListItem;
  readonly mayChange: boolean;
  /** Goes away from a page that there is no longer. */
  readonly onDelete?: () => void;
}

export function RunMenu({ run, mayChange, onDelete }: RunMenuProps) {
  const { activate, remove, cancel, retry } = useRunChanges(run.episodeId);
  const [asksToDelete, setAsksToDelete] = useState(false);
  const navigate = useNavigate();
  const { id } = run;
  const open = () => void navigate({ to: '/episodes/$id', params: { id: run.episodeId }, search: { run: id } });
  return (
    <>
      <Menu position="bottom-end" withArrow shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`What to do with run ${run.number}`}>
            <Ellipsis size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Eye size={15} aria-hidden />} disabled={run.state !== 'done'} onClick={open}>
            Open the result
          </Menu.Item>
          {mayChange && (
            <>
              {run.state === 'done' && !run.isActive && (
                <Menu.Item leftSection={<Star size={15} aria-hidden />} onClick={() => activate.mutate({ id })}>
                  Make it the active one
                </Menu.Item>
              )}
              {canRetry(run) && (
                <Menu.Item leftSection={<RotateCcw size={15} aria-hidden />} onClick={() => retry.mutate({ id })}>
                  Go on with it
                </Menu.Item>
              )}
              {isUnfinished(run) ? (
                <Menu.Item leftSection={<CircleStop size={15} aria-hidden />} onClick={() => cancel.mutate({ id })}>
                  Cancel
                </Menu.Item>
              ) : (
                <Menu.Item
                  color="red"
                  leftSection={<Trash2 size={15} aria-hidden />}
                  disabled={run.isActive}
                  onClick={() => setAsksToDelete(true)}
                >
                  {run.isActive ? 'Delete (activate another first)' : 'Delete…'}
                </Menu.Item>
              )}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {asksToDelete && (
        <ConfirmDialog
          title={`Delete run ${run.number}?`}
          action="Delete"
          onClose={() => setAsksToDelete(false)}
          onConfirm={() => {
            setAsksToDelete(false);
            remove.mutate({ id });
            onDelete?.();
          }}
        >
          <Text>Its result, evidence and log are gone for good. Other runs and the video stay.</Text>
        </ConfirmDialog>
      )}
    </>
  );
}
