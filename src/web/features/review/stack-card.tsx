/** One stack of the list: its best faces, who it is or may be, how long it is on screen. The list handles what is done to it. */
import { EyeOff, Lock, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import type { ReviewIdentity } from '../../../server/contract/review.ts';
import { formatSeconds } from '../../lib/format-time.ts';
import { count } from './edit-sentences.ts';
import { nameOf } from './identity-names.ts';
import classes from './stacks.module.css';
import { usePictures } from './use-hurry.ts';

interface StackCardProps {
  readonly identity: ReviewIdentity;
  /** 1-based. */
  readonly place: number;
  readonly of: number;
  readonly isCurrent: boolean;
  readonly isMarked: boolean;
  readonly isOpen: boolean;
  readonly isDropTarget: boolean;
  readonly canEdit: boolean;
  /** The list is scrolled faster than pictures can be seen. */
  readonly isHurried: boolean;
  /** Others who look at it, with commas between; empty: nobody. */
  readonly reviewers: string;
}

const SHOWN_CROPS = 4;
const FLAG_WORDS = {
  'low-confidence': 'low confidence',
  short: 'short',
  mixed: 'mixed?',
  conflict: 'conflict',
} as const;

export const stackElementId = (number: number): string => `stack-${number}`;

export const StackCard = memo(function StackCard(props: StackCardProps) {
  const { identity, place, of, isCurrent, isMarked, isOpen, isDropTarget, canEdit, isHurried, reviewers } = props;
  const { number, crops, seconds, tracks, isSettled, isLocked, ignoredAs } = identity;
  const seen = crops.filter(({ url }) => url !== null);
  const hasPictures = usePictures(isHurried);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the list.
    <div
      id={stackElementId(number)}
      role="option"
      aria-selected={isMarked || isCurrent}
      aria-posinset={place}
      aria-setsize={of}
      className={classes['card']}
      data-stack={number}
      data-current={isCurrent || undefined}
      data-marked={isMarked || undefined}
      data-open={isOpen || undefined}
      data-drop={isDropTarget || undefined}
      data-settled={isSettled || undefined}
      draggable={canEdit}
    >
      <div className={classes['crops']} aria-hidden>
        {seen
          .slice(0, SHOWN_CROPS)
          .map(({ face, url }) =>
            hasPictures ? (
              <img key={face} src={url ?? ''} alt="" className={classes['crop']} decoding="async" draggable={false} />
            ) : (
              <span key={face} className={classes['crop']} />
            ),
          )}
        {seen.length === 0 && <span className={classes['crop']} />}
      </div>
      <span className={classes['mark']} data-mark aria-hidden />
      <div className={classes['name']}>
        <span className={classes['nameText']}>{nameOf(identity)}</span>
        {isLocked && <Sign words="Locked" icon={<Lock size={13} />} />}
        {ignoredAs !== null && <Sign words="Ignored" icon={<EyeOff size={13} />} />}
        {identity.flags.includes('conflict') && <Sign words="Conflict" icon={<TriangleAlert size={13} />} isLoud />}
      </div>
      <div className={`${classes['facts']} numbers`}>
        <span>{formatSeconds(seconds)}</span> · <span>{count(tracks, 'track')}</span>
      </div>
      <div className={classes['state']} data-kind={isSettled ? 'settled' : undefined}>
        {stateWords(identity)}
      </div>
      {reviewers !== '' && (
        <span className={classes['reviewers']} title={`Looked at by ${reviewers}`}>
          <span className="visually-hidden">Looked at by </span>
          {reviewers}
        </span>
      )}
    </div>
  );
});

function Sign({
  words,
  icon,
  isLoud = false,
}: {
  readonly words: string;
  readonly icon: React.ReactNode;
  readonly isLoud?: boolean;
}) {
  return (
    <span className={classes['sign']} title={words} data-loud={isLoud || undefined}>
      <span aria-hidden>{icon}</span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}

/** What is known of who it is, or else what is odd about it. */
export function stateWords(identity: ReviewIdentity): string {
  const { ignoredAs, isNobody, isSettled, saidBy, person, suggestion, confidence, flags } = identity;
  if (ignoredAs !== null) return `ignored: ${ignoredAs}`;
  if (isNobody) return 'nobody of the cast';
  if (isSettled) return 'settled';
  if (person !== null && saidBy === 'machine') {
    return confidence === null ? 'by the machine' : `by the machine, ${percent(confidence)}`;
  }
  if (suggestion !== null) {
    const { name, likeness } = suggestion;
    return `perhaps ${name}${likeness === null ? '' : `, ${percent(likeness)}`}`;
  }
  const odd = flags.filter((flag) => flag !== 'conflict').map((flag) => FLAG_WORDS[flag]);
  return odd.length > 0 ? odd.join(', ') : 'unknown';
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
