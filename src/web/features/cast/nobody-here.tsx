/** A list without people: why, and the way on. */
import { Button } from '@mantine/core';
import { Archive, SearchX, UsersRound } from 'lucide-react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useMe } from '../accounts/use-me.ts';
import type { CastTabProps } from './cast-tab-props.ts';
import { ImportButton } from './import-button.tsx';
import { useCastView } from './use-cast-view.ts';

export function NobodyHere({ showId, onAdd }: CastTabProps) {
  const { view, change } = useCastView();
  const { may } = useMe();
  if (view.search !== undefined) {
    return (
      <EmptyState icon={<SearchX size={40} strokeWidth={1.5} />} title="Nobody matches">
        Names, aliases, roles and notes are searched. {view.archived ? 'These are the archived people.' : ''}
      </EmptyState>
    );
  }
  if (view.archived) {
    return (
      <EmptyState
        icon={<Archive size={40} strokeWidth={1.5} />}
        title="Nobody is archived"
        actions={
          <Button variant="default" onClick={() => change({ archived: undefined })}>
            The whole cast
          </Button>
        }
      >
        Archived people are not recognised in new episodes. Where they were found before, they stay.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<UsersRound size={40} strokeWidth={1.5} />}
      title="Nobody is known yet"
      actions={
        may('reviewer') && (
          <>
            <Button onClick={onAdd}>Add a person</Button>
            <ImportButton showId={showId} />
          </>
        )
      }
    >
      Add the people of the show with two or three photographs each, from several sides. New analyses give them their
      names, and count their seconds over all episodes. Have a folder with a sub-folder per person? Import it.
    </EmptyState>
  );
}
