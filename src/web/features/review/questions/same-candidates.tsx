/** Those that may be the same person as the one beside them. A digit marks one, or takes the mark away. */
import { Badge, Kbd, Text } from '@mantine/core';
import { Check } from 'lucide-react';
import type { ReviewIdentity } from '../../../../server/contract/review.ts';
import type { SameCandidate } from '../../../../server/contract/review-questions.ts';
import { formatSeconds } from '../../../lib/format-time.ts';
import { CropGrid } from '../crop-grid.tsx';
import { count } from '../edit-sentences.ts';
import { nameOf } from '../identity-names.ts';
import { probabilityWords } from './probability-words.ts';
import classes from './same-candidates.module.css';

const CROPS = 5;

interface SameCandidatesProps {
  readonly candidates: readonly SameCandidate[];
  readonly identities: readonly ReviewIdentity[];
  readonly marked: ReadonlySet<number>;
  /** Absent: who looks may not answer. */
  readonly onToggle: ((identity: number) => void) | undefined;
}

export function SameCandidates({ candidates, identities, marked, onToggle }: SameCandidatesProps) {
  return (
    <ul className={classes['candidates']} aria-label="Who may be the same person">
      {candidates.map((candidate, place) => {
        const identity = identities.find(({ number }) => number === candidate.number);
        return (
          identity && (
            <li key={candidate.number}>
              <Candidate
                candidate={candidate}
                identity={identity}
                digit={place + 1}
                isMarked={marked.has(candidate.number)}
                onToggle={onToggle}
              />
            </li>
          )
        );
      })}
    </ul>
  );
}

interface CandidateProps {
  readonly candidate: SameCandidate;
  readonly identity: ReviewIdentity;
  readonly digit: number;
  readonly isMarked: boolean;
  readonly onToggle: ((identity: number) => void) | undefined;
}

function Candidate({ candidate, identity, digit, isMarked, onToggle }: CandidateProps) {
  const { number, probability, isAgain, isTwiceInAFrame } = candidate;
  return (
    <button
      type="button"
      className={classes['candidate']}
      aria-pressed={isMarked}
      disabled={onToggle === undefined}
      onClick={() => onToggle?.(number)}
    >
      <span className={classes['head']}>
        <Kbd size="sm" aria-hidden>
          {digit}
        </Kbd>
        <Text span fw={600} truncate>
          {nameOf(identity)}
        </Text>
        <span className={classes['mark']} aria-hidden>
          {isMarked && <Check size={14} strokeWidth={3} />}
        </span>
      </span>
      <CropGrid crops={identity.crops} most={CROPS} />
      <Text span size="xs" c="dimmed" className="numbers">
        {formatSeconds(identity.seconds)} in {count(identity.tracks, 'track')}
      </Text>
      <Text span size="xs" className="numbers">
        {probabilityWords(probability)}
      </Text>
      {(isTwiceInAFrame || isAgain) && (
        <span className={classes['badges']}>
          {isTwiceInAFrame && (
            <Badge size="sm" variant="light" color="gray">
              seen in one frame
            </Badge>
          )}
          {isAgain && (
            <Badge size="sm" variant="light" color="gray">
              somebody said no
            </Badge>
          )}
        </span>
      )}
    </button>
  );
}
