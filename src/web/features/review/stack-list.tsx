/** All stacks, of which only those that can be seen are drawn. One list for the keyboard and for those who hear the page. */
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, type MouseEvent, type RefObject, useEffect, useMemo, useState } from 'react';
import type { ReviewIdentity } from '../../../server/contract/review.ts';
import { type Choice, chosen, markedRange, targetsOf, toggledMark } from './choice.ts';
import { beginDrag, mayDropOn, useDragged } from './dragged.ts';
import { nameOf } from './identity-names.ts';
import type { Opened } from './review-view.ts';
import { StackCard, stackElementId } from './stack-card.tsx';
import classes from './stacks.module.css';
import { useHurry } from './use-hurry.ts';
import type { Reviewer } from './use-reviewers.ts';

const CARD_WIDTH = 164;
const GAP = 10;
const ROW_HEIGHT = 204 + GAP;

interface StackListProps {
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly stacks: readonly ReviewIdentity[];
  readonly choice: Choice;
  readonly opened: Opened | undefined;
  readonly reviewers: readonly Reviewer[];
  readonly canEdit: boolean;
  readonly onChoice: (choice: Choice) => void;
  readonly onColumns: (columns: number) => void;
  readonly onOpen: (number: number) => void;
  /** Whatever is dragged was dropped on this stack. */
  readonly onDrop: (number: number) => void;
}

export function StackList(props: StackListProps) {
  const { listRef, stacks, choice, opened, reviewers, canEdit, onChoice, onColumns, onOpen, onDrop } = props;
  const dragged = useDragged();
  const [dropOn, setDropOn] = useState<number | null>(null);
  const { ref: measure, width } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(listRef, measure);
  const columns = Math.max(2, Math.floor((width + GAP) / (CARD_WIDTH + GAP)));
  useEffect(() => onColumns(columns), [columns, onColumns]);
  const { isHurried, onChange } = useHurry();
  const rows = useVirtualizer({
    onChange,
    count: Math.ceil(stacks.length / columns),
    getScrollElement: () => listRef.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 3,
    // A row that comes a frame late is better than one that holds the others up.
    useFlushSync: false,
  });
  const order = useMemo(() => stacks.map(({ number }) => number), [stacks]);
  const { cursor } = choice;
  const current = useMemo(() => (cursor === null ? -1 : order.indexOf(cursor)), [order, cursor]);
  const currentRow = current < 0 ? -1 : Math.floor(current / columns);
  useEffect(() => {
    if (currentRow >= 0) rows.scrollToIndex(currentRow);
  }, [currentRow, rows]);

  const stackUnder = (event: { readonly target: EventTarget }): number | null => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-stack]') : null;
    return card ? Number(card.dataset['stack']) : null;
  };
  const onClick = (event: MouseEvent): void => {
    const number = stackUnder(event);
    if (number === null) return;
    const isMark = event.target instanceof Element && event.target.closest('[data-mark]') !== null;
    if (event.shiftKey) onChoice(markedRange(choice, number, order));
    else if (event.ctrlKey || event.metaKey || isMark) onChoice(toggledMark(choice, number));
    else onChoice(chosen(number));
  };
  const onDragStart = (event: DragEvent): void => {
    const number = stackUnder(event);
    if (number === null) return;
    const targets = targetsOf(choice, order);
    const numbers = targets.includes(number) ? targets : [number];
    const words = stacks.filter((each) => numbers.includes(each.number)).map(nameOf);
    beginDrag(event, dragged, { kind: 'stacks', numbers }, words.join(', '));
  };
  const onDragOver = (event: DragEvent): void => {
    const number = stackUnder(event);
    const isFree = number !== null && mayDropOn(dragged.current, number);
    if (isFree) event.preventDefault();
    setDropOn(isFree ? number : null);
  };
  const onDropped = (event: DragEvent): void => {
    event.preventDefault();
    const number = stackUnder(event);
    if (number !== null && mayDropOn(dragged.current, number)) onDrop(number);
    dragged.current = null;
    setDropOn(null);
  };
  return (
    // The page's own shortcuts are the list's keys: they work wherever the focus is.
    // biome-ignore lint/a11y/useKeyWithClickEvents: as said.
    <div
      ref={ref}
      className={classes['scroller']}
      role="listbox"
      aria-label="Stacks"
      aria-multiselectable
      aria-activedescendant={current < 0 ? undefined : stackElementId(order[current]!)}
      tabIndex={0}
      onClick={onClick}
      onDoubleClick={(event) => {
        const number = stackUnder(event);
        if (number !== null) onOpen(number);
      }}
      onDragStart={onDragStart}
      onDragOver={onDragOver}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setDropOn(null);
      }}
      onDragEnd={() => {
        dragged.current = null;
        setDropOn(null);
      }}
      onDrop={onDropped}
    >
      <div className={classes['sheet']} style={{ height: rows.getTotalSize() }} role="presentation">
        {rows.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            role="presentation"
            className={classes['row']}
            style={{ top: start, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
          >
            {stacks.slice(index * columns, (index + 1) * columns).map((identity, column) => (
              <StackCard
                key={identity.number}
                identity={identity}
                place={index * columns + column + 1}
                of={stacks.length}
                isCurrent={identity.number === choice.cursor}
                isMarked={choice.marked.has(identity.number)}
                isOpen={identity.number === opened}
                isDropTarget={identity.number === dropOn}
                canEdit={canEdit}
                isHurried={isHurried}
                reviewers={reviewers
                  .filter((each) => each.identity === identity.number)
                  .map(({ name }) => name)
                  .join(', ')}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
