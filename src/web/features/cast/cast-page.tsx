/** The people of a show: who they are, when they were seen, how well they are told apart. */
import { Button, NativeSelect, Skeleton, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Clapperboard, UserPlus } from 'lucide-react';
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { useShortcuts } from '../../lib/shortcuts.tsx';
import { useTrpc } from '../../trpc.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { useMe } from '../accounts/use-me.ts';
import { AddPersonDialog } from './add-person-dialog.tsx';
import classes from './cast.module.css';
import type { CastTabProps } from './cast-tab-props.ts';
import { CAST_TABS, type CastTab } from './cast-view.ts';
import { FileMenu } from './file-menu.tsx';
import { PeopleTab } from './people-tab.tsx';
import { useCastView } from './use-cast-view.ts';

const TABS: Record<CastTab, { label: string; content: ComponentType<CastTabProps> }> = {
  people: { label: 'People', content: PeopleTab },
  season: {
    label: 'Seconds by episode',
    content: lazy(() => import('./season-tab.tsx').then(({ SeasonTab }) => ({ default: SeasonTab }))),
  },
  recognition: {
    label: 'Recognition',
    content: lazy(() => import('./recognition-tab.tsx').then(({ RecognitionTab }) => ({ default: RecognitionTab }))),
  },
};

export function CastPage() {
  const { view, change } = useCastView();
  const { may } = useMe();
  const trpc = useTrpc();
  const shows = useQuery(trpc.shows.list.queryOptions({}));
  const [isAdding, setAdding] = useState(false);
  const items = shows.data?.items;
  const show = items?.find(({ id }) => id === view.show);
  const first = items?.[0]?.id;
  // There is always a show in the address, so that what is seen can be shared.
  useEffect(() => {
    if (view.show === undefined && first !== undefined) change({ show: first }, { isStep: false });
  });
  const mayChange = may('reviewer') && show !== undefined;
  const onAdd = () => setAdding(true);
  useShortcuts('Cast', mayChange ? [{ keys: 'a', label: 'Add a person', run: onAdd }] : []);
  const tab = view.tab ?? 'people';
  const { content: Content } = TABS[tab];
  return (
    <Page
      title="Cast"
      subtitle={show?.title ?? '\u00a0'}
      actions={
        show && (
          <>
            <NativeSelect
              aria-label="Show"
              value={show.id}
              onChange={({ currentTarget: { value } }) => change({ show: value })}
              data={(items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
            />
            <FileMenu show={show} mayChange={mayChange} />
            {mayChange && (
              <Button leftSection={<UserPlus size={16} aria-hidden />} onClick={onAdd} title="Add a person (A)">
                Add a person
              </Button>
            )}
          </>
        )
      }
    >
      {shows.error && (
        <FailureNotice title="The shows could not be read" error={shows.error} onRetry={() => void shows.refetch()} />
      )}
      {shows.isPending && <Skeleton height={320} />}
      {items?.length === 0 && <NoShow mayUpload={may('reviewer')} />}
      {items && items.length > 0 && view.show !== undefined && !show && (
        <EmptyState
          icon={<Clapperboard size={40} strokeWidth={1.5} />}
          title="There is no such show"
          actions={<Button onClick={() => change({ show: first })}>Open another show</Button>}
        >
          Nothing is called {view.show} here.
        </EmptyState>
      )}
      {show && (
        <Tabs
          value={tab}
          onChange={(next) => change({ tab: next === 'people' ? undefined : (next as CastTab) })}
          keepMounted={false}
        >
          <Tabs.List mb="md" className={classes['tabs'] ?? ''} aria-label="Parts of the cast">
            {CAST_TABS.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {TABS[name].label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={tab}>
            <Suspense fallback={<Skeleton height={320} />}>
              <Content key={show.id} showId={show.id} onAdd={onAdd} />
            </Suspense>
          </Tabs.Panel>
        </Tabs>
      )}
      {isAdding && show && <AddPersonDialog showId={show.id} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function NoShow({ mayUpload }: { readonly mayUpload: boolean }) {
  return (
    <EmptyState
      icon={<Clapperboard size={40} strokeWidth={1.5} />}
      title="No show yet"
      actions={
        mayUpload && (
          <Button component={Link} to="/upload">
            Upload a video
          </Button>
        )
      }
    >
      <Text inherit>A cast belongs to a show, and a show begins with its first episode.</Text>
    </EmptyState>
  );
}
