/** Tracks with their faces, of which only those that can be seen are drawn. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, type MouseEvent, type RefObject, useEffect } from 'react';
import type { ReviewTrack } from '../../../server/contract/review.ts';
import { type Choice, chosen, toggledMark } from './choice.ts';
import classes from './detail.module.css';
import { beginDrag, useDragged } from './dragged.ts';
import { count } from './edit-sentences.ts';
import { itemsOf, markedParts, partsOf, trackOf } from './track-parts.ts';
import { partElementId, TrackRow } from './track-row.tsx';
import { useHurry } from './use-hurry.ts';

const ROW_HEIGHT = 112;
/** The next page is read when so many rows are left. */
const AHEAD = 20;

interface TrackListProps {
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly label: string;
  readonly tracks: readonly ReviewTrack[];
  /** Also those that are not read yet. */
  readonly total: number;
  readonly choice: Choice;
  readonly canEdit: boolean;
  readonly nameOfIdentity: (number: number) => string;
  readonly onChoice: (choice: Choice) => void;
  readonly onPlay: (track: number) => void;
  readonly onBounds: (track: number) => void;
  readonly onMore: () => void;
}

export function TrackList(props: TrackListProps) {
  const { listRef, label, tracks, total, choice, canEdit, nameOfIdentity } = props;
  const { onChoice, onPlay, onBounds, onMore } = props;
  const dragged = useDragged();
  const { isHurried, onChange } = useHurry();
  const rows = useVirtualizer({
    onChange,
    count: tracks.length,
    getScrollElement: () => listRef.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 3,
    useFlushSync: false,
  });
  const { cursor } = choice;
  const track = cursor === null ? undefined : trackOf(cursor, tracks);
  const row = tracks.findIndex(({ number }) => number === track);
  useEffect(() => {
    if (row >= 0) rows.scrollToIndex(row);
  }, [row, rows]);
  useEffect(() => {
    if (cursor !== null && row >= 0) {
      document.getElementById(partElementId(cursor))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }, [cursor, row]);
  const shown = rows.getVirtualItems();
  const isNearEnd = (shown.at(-1)?.index ?? 0) >= tracks.length - AHEAD;
  useEffect(() => {
    if (isNearEnd && tracks.length < total) onMore();
  }, [isNearEnd, tracks.length, total, onMore]);

  const onClick = (event: MouseEvent): void => {
    const [play, bounds] = [dataUnder(event, 'play'), dataUnder(event, 'bounds')];
    const item = dataUnder(event, 'item');
    if (play !== null) onPlay(play);
    else if (bounds !== null) onBounds(bounds);
    else if (item === null) return;
    else if (event.shiftKey) onChoice(markedParts(choice, item, tracks));
    else if (event.ctrlKey || event.metaKey || isMark(event)) onChoice(toggledMark(choice, item));
    else onChoice(chosen(item));
  };
  const onDragStart = (event: DragEvent): void => {
    const item = dataUnder(event, 'item');
    if (item === null) return;
    const isMarked = choice.marked.has(item);
    const parts = partsOf(isMarked ? choice : chosen(item), tracks);
    beginDrag(event, dragged, { kind: 'parts', ...parts }, count(parts.tracks.length + parts.faces.length, 'crop'));
  };
  const isThere = cursor !== null && itemsOf(tracks).includes(cursor);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows have uneven columns, and most are not drawn.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the page's own shortcuts are the list's keys.
    <div
      ref={listRef}
      className={classes['scroller']}
      role="grid"
      aria-label={label}
      aria-multiselectable
      aria-rowcount={total}
      aria-activedescendant={isThere ? partElementId(cursor) : undefined}
      tabIndex={0}
      onClick={onClick}
      onDoubleClick={(event) => {
        const item = dataUnder(event, 'item');
        const double = item === null ? undefined : trackOf(item, tracks);
        if (double !== undefined) onPlay(double);
      }}
      onDragStart={onDragStart}
      onDragEnd={() => {
        dragged.current = null;
      }}
    >
      <div role="presentation" style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {shown.map(({ index, start }) => {
          const each = tracks[index]!;
          return (
            <div key={each.number} role="presentation" className={classes['row']} style={{ top: start }}>
              <TrackRow
                track={each}
                place={index + 1}
                cursor={cursor}
                marked={choice.marked}
                canEdit={canEdit}
                isHurried={isHurried}
                nameOfIdentity={nameOfIdentity}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function dataUnder({ target }: { readonly target: EventTarget }, name: 'item' | 'play' | 'bounds'): number | null {
  const found = target instanceof Element ? target.closest<HTMLElement>(`[data-${name}]`) : null;
  return found ? Number(found.dataset[name]) : null;
}

const isMark = ({ target }: MouseEvent): boolean => target instanceof Element && target.closest('[data-mark]') !== null;
