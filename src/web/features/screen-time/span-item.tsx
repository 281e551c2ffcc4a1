import { UnstyledButton } from '@mantine/core';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { formatClock } from '../../lib/format-time.ts';
import { PlayerLink } from './player-link.tsx';
import classes from './receipt.module.css';
import { lengthOf, type Receipt } from './shared-spans.ts';
import { SpanFaces } from './span-faces.tsx';

interface SpanItemProps {
  readonly runId: string;
  readonly span: Receipt;
  /** By track. */
  readonly crops: ReadonlyMap<number, string>;
  readonly who: string | undefined;
}

export function SpanItem({ runId, span, crops, who }: SpanItemProps) {
  const [isOpen, setOpen] = useState(false);
  const faces = useId();
  const { startSeconds, endSeconds, shot, tracks } = span;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const crop = tracks.map((track) => crops.get(track)).find((url) => url !== undefined);
  return (
    <li className={classes['span']}>
      <div className={classes['line']}>
        <PlayerLink seconds={startSeconds} who={who} label="Watch">
          <span className={classes['watch']}>
            {crop === undefined ? (
              <span className={classes['crop']} />
            ) : (
              <img src={crop} alt="" className={classes['crop']} width={36} height={36} loading="lazy" />
            )}
            <span>
              {formatClock(startSeconds, 2)} – {formatClock(endSeconds, 2)}
            </span>
          </span>
        </PlayerLink>
        <span className={`numbers ${classes['length']}`}>{lengthOf(span).toFixed(2)} s</span>
        <UnstyledButton
          className={classes['more'] ?? ''}
          aria-expanded={isOpen}
          aria-controls={faces}
          onClick={() => setOpen(!isOpen)}
          title="Faces that were seen"
        >
          shot {shot}, {tracks.length === 1 ? `track ${tracks[0]}` : `tracks ${tracks.join(', ')}`}
          <Chevron size={14} aria-hidden />
        </UnstyledButton>
      </div>
      <div id={faces}>{isOpen && <SpanFaces runId={runId} span={span} who={who} />}</div>
    </li>
  );
}
