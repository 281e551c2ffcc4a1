/** Why the machine asks: the two pictures that are most alike, and how sure it is. */
import { Text } from '@mantine/core';
import type { ReviewQuestion } from '../../../../server/contract/review-questions.ts';
import { formatClock } from '../../../lib/format-time.ts';
import { probabilityWords } from './probability-words.ts';
import classes from './questions.module.css';

export function Reason({ question }: { readonly question: ReviewQuestion }) {
  const { kind, reason, likeness, probability } = question;
  if (kind === 'who' || kind === 'which-same') return null;
  return (
    <div className={classes['reason']}>
      <ReasonPictures reason={reason} />
      <Text size="sm" className="numbers">
        {/* Of a track that nobody has, the probability is that somebody knows: it says nothing about the two pictures. */}
        {kind !== 'whose' && <b>{probabilityWords(probability)}</b>}
        {likeness !== null && (
          <Text span size="xs" c="dimmed">
            {' '}
            · likeness {likeness.toFixed(2)}
            {kind === 'which-not' && ' of the marked ones to the rest'}
          </Text>
        )}
      </Text>
    </div>
  );
}

interface ReasonPicturesProps {
  readonly reason: ReviewQuestion['reason'];
}

export function ReasonPictures({ reason }: ReasonPicturesProps) {
  const shown = reason?.flatMap(({ url, seconds }) => (url === null ? [] : [{ url, seconds }])) ?? [];
  if (shown.length === 0) return null;
  return (
    <div className={classes['pair']}>
      {shown.map(({ url, seconds }, place) => (
        <figure key={place === 0 ? 'one' : 'other'}>
          <img src={url} alt="" />
          <figcaption className="numbers">{seconds === null ? 'photo' : formatClock(seconds, 1)}</figcaption>
        </figure>
      ))}
    </div>
  );
}
