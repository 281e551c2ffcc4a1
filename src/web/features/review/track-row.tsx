/** One track of the detail: when it is, its faces in order, and what can be done to it. */
import { ActionIcon } from '@mantine/core';
import { Check, Play, Timer } from 'lucide-react';
import { memo } from 'react';
import type { ReviewTrack } from '../../../server/contract/review.ts';
import { formatClock } from '../../lib/format-time.ts';
import classes from './detail.module.css';
import { itemOfTrack } from './track-parts.ts';
import { usePictures } from './use-hurry.ts';

interface TrackRowProps {
  readonly track: ReviewTrack;
  /** 1-based. */
  readonly place: number;
  readonly cursor: number | null;
  readonly marked: ReadonlySet<number>;
  readonly canEdit: boolean;
  /** The list is scrolled faster than pictures can be seen. */
  readonly isHurried: boolean;
  readonly nameOfIdentity: (number: number) => string;
}

/** Of a grid whose focus stays on the whole: a table would make rows of uneven columns, and rows that are not drawn, wrong. */
const rowAt = (place: number) => ({ role: 'row', 'aria-rowindex': place }) as const;
const cell = (isSelected: boolean, label?: string) =>
  ({ role: 'gridcell', 'aria-selected': isSelected, 'aria-label': label }) as const;

export const partElementId = (item: number): string => (item < 0 ? `track-${-item}` : `face-${item}`);

export const TrackRow = memo(function TrackRow({
  track,
  place,
  cursor,
  marked,
  canEdit,
  isHurried,
  nameOfIdentity,
}: TrackRowProps) {
  const hasPictures = usePictures(isHurried);
  const { number, firstSeconds, lastSeconds, shot, confidence, isBounded, faces } = track;
  const item = itemOfTrack(number);
  return (
    <div {...rowAt(place)} className={classes['track']} data-marked={marked.has(item) || undefined}>
      <div
        id={partElementId(item)}
        {...cell(marked.has(item) || cursor === item)}
        className={`${classes['trackHead']} numbers`}
        data-item={item}
        data-current={cursor === item || undefined}
        draggable={canEdit}
      >
        <span className={classes['trackMark']} data-mark data-marked={marked.has(item) || undefined} aria-hidden>
          <Check size={12} strokeWidth={3} />
        </span>
        <b>
          {formatClock(firstSeconds, 1)} – {formatClock(lastSeconds, 1)}
        </b>
        <span className={classes['trackFacts']}>
          {(lastSeconds - firstSeconds).toFixed(1)} s · track {number} · shot {shot}
          {confidence !== null && ` · ${Math.round(confidence * 100)} % sure`}
          {isBounded && ' · set by hand'}
        </span>
      </div>
      <div {...cell(false)} className={classes['trackButtons']}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          tabIndex={-1}
          data-play={number}
          aria-label={`Play track ${number}`}
          title="Play (P)"
        >
          <Play size={14} aria-hidden />
        </ActionIcon>
        {canEdit && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            tabIndex={-1}
            data-bounds={number}
            aria-label={`Set when track ${number} begins and ends`}
            title="Begin and end (B)"
          >
            <Timer size={14} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <div className={classes['faces']} role="presentation">
        {faces.map((face) => (
          <Face
            key={face.number}
            face={face}
            isCurrent={cursor === face.number}
            isMarked={marked.has(face.number)}
            canEdit={canEdit}
            hasPicture={hasPictures}
            owner={face.movedTo === undefined ? null : face.movedTo === null ? 'nobody' : nameOfIdentity(face.movedTo)}
          />
        ))}
      </div>
    </div>
  );
});

interface FaceProps {
  readonly face: ReviewTrack['faces'][number];
  readonly isCurrent: boolean;
  readonly isMarked: boolean;
  readonly canEdit: boolean;
  readonly hasPicture: boolean;
  /** With whom it goes instead of its track; null: with its track. */
  readonly owner: string | null;
}

const Face = memo(function Face({ face, isCurrent, isMarked, canEdit, hasPicture, owner }: FaceProps) {
  const { number, seconds, isExcluded, url } = face;
  const words = [
    `Face at ${formatClock(seconds, 1)}`,
    isExcluded ? 'not used to recognise anybody' : null,
    owner === null ? null : `goes with ${owner}`,
  ]
    .filter((each) => each !== null)
    .join(', ');
  return (
    <div
      id={partElementId(number)}
      {...cell(isMarked || isCurrent, words)}
      title={words}
      className={classes['face']}
      data-item={number}
      data-current={isCurrent || undefined}
      data-marked={isMarked || undefined}
      data-excluded={isExcluded || undefined}
      data-away={owner !== null || undefined}
      draggable={canEdit}
    >
      {url === null || !hasPicture ? (
        <span className={classes['faceCrop']} />
      ) : (
        <img src={url} alt="" className={classes['faceCrop']} decoding="async" draggable={false} />
      )}
    </div>
  );
});
