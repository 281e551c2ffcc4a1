/** Who is who in an episode: people look through what the machine has found, and say what is right. */
import { Drawer, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { ScanFace, Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Episode } from '../../../server/contract/episodes.ts';
import { useConnection } from '../../lib/live-events.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { useMe } from '../accounts/use-me.ts';
import { advanced, chosen, targetsOf } from './choice.ts';
import { ConflictList } from './conflict-list.tsx';
import { DetailPane } from './detail-pane.tsx';
import { type Dragged, DraggedContext } from './dragged.ts';
import { HistoryList } from './history-list.tsx';
import { mergeInto, moveEdits } from './plan-edits.ts';
import classes from './review.module.css';
import { ReviewBar } from './review-bar.tsx';
import type { ReviewDialog } from './review-dialog.ts';
import { ReviewDialogs } from './review-dialogs.tsx';
import { ReviewSkeleton } from './review-skeleton.tsx';
import { shownStacks } from './shown-stacks.ts';
import { StackFilters } from './stack-filters.tsx';
import { StackList } from './stack-list.tsx';
import { StackTools } from './stack-tools.tsx';
import { useChoice } from './use-choice.ts';
import { useReviewState } from './use-review-state.ts';
import { useReviewView } from './use-review-view.ts';
import { useReviewers } from './use-reviewers.ts';
import { useStackActions } from './use-stack-actions.ts';
import { useStackKeys } from './use-stack-keys.ts';

export function ReviewOf({ episode, runId }: { readonly episode: Episode; readonly runId: string }) {
  const { me, may } = useMe();
  const canEdit = may('reviewer');
  const review = useReviewState(runId, episode.show.id, me?.id ?? null);
  const { state, names, say } = review;
  const { view, change } = useReviewView();
  const isOffline = useConnection() === 'offline';
  const isNarrow = useMediaQuery('(max-width: 62em)', window.matchMedia('(max-width: 62em)').matches);
  const { show, sort, q, open, panel } = view;
  const stacks = useMemo(() => shownStacks(state?.identities ?? [], { show, sort, q }), [state, show, sort, q]);
  const order = useMemo(() => stacks.map(({ number }) => number), [stacks]);
  const [choice, setChoice] = useChoice(order, typeof open === 'number' ? open : undefined);
  const [columns, setColumns] = useState(4);
  const [dialog, setDialog] = useState<ReviewDialog | null>(null);
  const [isDetailActive, setDetailActive] = useState(false);
  const dragged = useRef<Dragged | null>(null);
  const [list, search] = [useRef<HTMLDivElement>(null), useRef<HTMLInputElement>(null)];

  const targets = useMemo(() => {
    const numbers = new Set(targetsOf(choice, order));
    return stacks.filter(({ number }) => numbers.has(number));
  }, [choice, order, stacks]);
  const reviewers = useReviewers(runId, choice.cursor, me?.id ?? null);

  // The tracks follow the stack one walks to, as long as nothing is marked.
  const isFollowing = typeof open === 'number' && choice.marked.size === 0;
  const { cursor } = choice;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the cursor leads; what is opened otherwise leads the cursor.
  useEffect(() => {
    if (isFollowing && cursor !== null && cursor !== open) change({ open: cursor });
  }, [cursor, isFollowing]);

  const openStack = (number: number): void => {
    const isShown = order.includes(number);
    change({ open: number, panel: undefined, ...(!isShown && { show: undefined, q: undefined }) });
    setChoice(chosen(number));
  };
  const closeDetail = (): void => {
    change({ open: undefined });
    setDetailActive(false);
    list.current?.focus({ preventScroll: true });
  };
  const activate = (active: boolean): void => {
    setDetailActive(active);
    if (!active) list.current?.focus({ preventScroll: true });
  };
  const advance = () => setChoice(advanced(choice, order));
  const actions = useStackActions({
    runId,
    review,
    targets,
    advance,
    choose: (number) => setChoice(chosen(number)),
    onDialog: setDialog,
  });
  const isAsking = dialog !== null || panel !== undefined;
  const isDetailOpen = open !== undefined;
  const openCurrent = (): void => {
    if (choice.cursor === null) return;
    openStack(choice.cursor);
    setDetailActive(true);
  };
  useStackKeys({
    isOn: !isAsking && !(isDetailOpen && isDetailActive),
    isFree: dialog === null,
    canEdit,
    actions,
    choice,
    setChoice,
    order,
    columns,
    searchRef: search,
    onOpen: openCurrent,
    onCloseDetail: () => isDetailOpen && closeDetail(),
    onHistory: () => change({ panel: panel === 'history' ? undefined : 'history' }),
    onConflicts: () => change({ panel: panel === 'conflicts' ? undefined : 'conflicts' }),
  });
  const dropOn = (number: number): void => {
    const what = dragged.current;
    if (what?.kind === 'stacks') {
      setChoice(chosen(number));
      void say(
        mergeInto(
          number,
          what.numbers.map((each) => ({ number: each })),
        ),
      );
    } else if (what) void say(moveEdits(what, number));
  };

  if (review.error && !state) {
    return <FailureNotice title="The review could not be read" error={review.error} onRetry={review.refetch} />;
  }
  if (!state) return <ReviewSkeleton />;
  const detail = open !== undefined && (
    <DetailPane
      episode={episode}
      runId={runId}
      review={review}
      of={open}
      isActive={isDetailActive}
      isAsking={isAsking}
      canEdit={canEdit}
      onActive={activate}
      onOpen={openStack}
      onClose={closeDetail}
      onDialog={setDialog}
    />
  );
  return (
    <DraggedContext value={dragged}>
      <div className={classes['page']}>
        <ReviewBar
          state={state}
          delta={review.delta}
          waiting={review.waiting}
          reviewers={reviewers}
          nameOfIdentity={names.identity}
          canEdit={canEdit}
          onUndo={actions.undo}
          onRedo={actions.redo}
          onHistory={() => change({ panel: 'history' })}
          onConflicts={() => change({ panel: 'conflicts' })}
          onReviewer={openStack}
        />
        {isOffline && (
          <Text size="sm" c="orange" role="status">
            This machine has no network: what others do does not arrive, and what you do is sent later.
          </Text>
        )}
        <div className={classes['columns']} data-open={(isDetailOpen && !isNarrow) || undefined}>
          <div className={classes['stacks']} onPointerDownCapture={() => setDetailActive(false)}>
            <StackFilters state={state} view={view} searchRef={search} onChange={change} />
            {stacks.length === 0 ? (
              <NoStacks isFiltered={show !== undefined || q !== undefined} />
            ) : (
              <StackList
                listRef={list}
                stacks={stacks}
                choice={choice}
                opened={open}
                reviewers={reviewers}
                canEdit={canEdit}
                onChoice={setChoice}
                onColumns={setColumns}
                onOpen={(number) => {
                  openStack(number);
                  setDetailActive(true);
                }}
                onDrop={dropOn}
              />
            )}
            {canEdit && <StackTools targets={targets} actions={actions} onOpen={openCurrent} />}
          </div>
          {!isNarrow && detail}
        </div>
      </div>
      {isNarrow && (
        <Drawer
          opened={isDetailOpen}
          onClose={closeDetail}
          position="bottom"
          size="88%"
          withCloseButton={false}
          padding={0}
          classNames={{ body: classes['sheet'] ?? '' }}
          aria-label="Tracks"
        >
          {detail}
        </Drawer>
      )}
      <ReviewDialogs runId={runId} review={review} dialog={dialog} onClose={() => setDialog(null)} onDone={advance} />
      <Drawer
        opened={panel !== undefined}
        onClose={() => change({ panel: undefined })}
        position="right"
        size={480}
        title={panel === 'conflicts' ? 'Conflicts' : 'History'}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {panel === 'history' && (
          <HistoryList
            runId={runId}
            state={state}
            names={names}
            canEdit={canEdit}
            onUndo={review.undo}
            onRedo={review.redo}
            onOpen={openStack}
          />
        )}
        {panel === 'conflicts' && (
          <ConflictList
            runId={runId}
            state={state}
            names={names}
            canEdit={canEdit}
            onUndo={review.undo}
            onOpen={openStack}
            onOnePerson={(identity) => void say([{ kind: 'one-person', identity }])}
          />
        )}
      </Drawer>
    </DraggedContext>
  );
}

function NoStacks({ isFiltered }: { readonly isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState icon={<Search size={36} />} title="No such stack">
      Nobody in this episode fits the filter and the search.
    </EmptyState>
  ) : (
    <EmptyState icon={<ScanFace size={40} />} title="Nobody was found">
      This run has no identities. Tracks that belong to nobody are under “Unassigned tracks”.
    </EmptyState>
  );
}
