/** One stage: what it does, how far it is, how long it took. */
import { Progress, Text } from '@mantine/core';
import { Circle, CircleCheck, CircleDashed, CircleSlash, CircleX, type LucideIcon } from 'lucide-react';
import { formatElapsed } from '../../lib/format-elapsed.ts';
import { formatAmount, formatSpeed } from './run-words.ts';
import classes from './stage-list.module.css';
import type { StageRow } from './stage-rows.ts';

const SHOWN: Record<StageRow['state'], { icon: LucideIcon; colour: string; word: string }> = {
  pending: { icon: Circle, colour: 'var(--line)', word: 'Not yet' },
  running: { icon: CircleDashed, colour: 'var(--mantine-primary-color-light-color)', word: 'Running' },
  done: { icon: CircleCheck, colour: 'var(--mantine-color-teal-6)', word: 'Done' },
  failed: { icon: CircleX, colour: 'var(--mantine-color-red-6)', word: 'Failed' },
  cancelled: { icon: CircleSlash, colour: 'var(--mantine-color-dimmed)', word: 'Cancelled' },
  interrupted: { icon: CircleSlash, colour: 'var(--mantine-color-orange-6)', word: 'Interrupted' },
};

export function StageItem({ row }: { readonly row: StageRow }) {
  const { label, meaning, unit, state, share, progress, record } = row;
  const { icon: Icon, colour, word } = SHOWN[state];
  return (
    <li className={classes['stage']} data-state={state}>
      <Icon size={18} color={colour} aria-label={word} role="img" className={classes['icon']} />
      <div className={classes['text']}>
        <Text fw={state === 'running' ? 600 : 500} c={state === 'pending' ? 'dimmed' : 'inherit'}>
          {label}
        </Text>
        <Text size="xs" c="dimmed" className="numbers">
          {progress ? formatAmount(unit, progress.done, progress.total) : meaning}
        </Text>
        {record?.reason && state !== 'done' && (
          <Text size="sm" c={state === 'failed' ? 'red' : 'dimmed'} mt={2}>
            {record.reason}
          </Text>
        )}
      </div>
      <div className={classes['bar']}>
        {state === 'running' && (
          <Progress
            value={(share ?? 1) * 100}
            animated={share === null}
            striped={share === null}
            size="sm"
            aria-label={`${label}: share that is done`}
          />
        )}
      </div>
      <Text size="sm" c="dimmed" ta="right" component="div" className={`numbers ${classes['took']}`}>
        {state === 'running' ? progress?.perSecond != null && formatSpeed(unit, progress.perSecond) : took(row)}
      </Text>
    </li>
  );
}

/** `14.9 s`; also where nothing had to be done, or more than once. */
function took({ state, record }: StageRow): string {
  if (record === null || state === 'pending') return '';
  const tries = record.attempts > 1 ? `${record.attempts} tries · ` : '';
  if (record.reused) return `${tries}from an earlier run`;
  return record.wallSeconds === null ? tries.replace(/ · $/, '') : `${tries}${formatElapsed(record.wallSeconds)}`;
}
