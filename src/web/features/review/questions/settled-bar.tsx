/** How far it is: the share that is settled, against the share that is enough. */
import { Progress, Text } from '@mantine/core';
import type { ReviewQuestions } from '../../../../server/contract/review-questions.ts';
import { count } from '../edit-sentences.ts';
import classes from './questions.module.css';
import { settledShare, settledWords } from './settled-line.ts';

interface SettledBarProps {
  readonly list: ReviewQuestions;
  readonly answers: number;
}

export function SettledBar({ list, answers }: SettledBarProps) {
  return (
    <div className={classes['bar']}>
      <Text size="sm" className="numbers" role="status" aria-label="Settled">
        <b>{Math.floor(settledShare(list) * 100)} %</b> · {settledWords(list)}
      </Text>
      <Text size="xs" c="dimmed" className="numbers">
        {count(answers, 'answer')}, {count(list.total, 'question')} left
      </Text>
      <div className={classes['track']}>
        <Progress value={settledShare(list) * 100} size="sm" color="teal" aria-label="Settled seconds" />
        <span className={classes['enough']} style={{ left: `${list.enough * 100}%` }} aria-hidden />
      </div>
    </div>
  );
}
