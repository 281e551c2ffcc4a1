/** What a run tells of itself, line by line; follows as long as one looks at the end of it. */
import { Skeleton, Text } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import type { Run } from '../../../server/contract/runs.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import classes from './run-log.module.css';
import { isUnfinished } from './use-run-changes.ts';
import { useRunLog } from './use-run-log.ts';

/** This near to the end counts as the end, in pixels. */
const NEAR = 24;

const timeOf = (instant: string): string => new Date(instant).toLocaleTimeString('en-GB');

export function RunLog({ run }: { readonly run: Run }) {
  const { data: lines, error, refetch } = useRunLog(run.id, isUnfinished(run));
  const frame = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const last = lines?.at(-1)?.sequence;
  useLayoutEffect(() => {
    const box = frame.current;
    if (last !== undefined && box && isAtEnd.current) box.scrollTop = box.scrollHeight;
  }, [last]);
  return (
    <Panel title="Log" flush>
      {error ? (
        <FailureNotice title="The log could not be read" error={error} onRetry={() => void refetch()} />
      ) : (
        <div
          ref={frame}
          className={classes['log']}
          data-live={isUnfinished(run)}
          role="log"
          aria-label="Log of the run"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
          tabIndex={0}
          onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
            isAtEnd.current = scrollTop + clientHeight > scrollHeight - NEAR;
          }}
        >
          {lines === undefined && <Skeleton height={120} m="md" />}
          {lines?.length === 0 && (
            <Text size="sm" c="dimmed" px="md" py={4}>
              {isUnfinished(run) ? 'Nothing has happened yet.' : 'Nothing was kept of this run.'}
            </Text>
          )}
          {lines?.map(({ sequence, at, level, message }) => (
            <div key={sequence} className={classes['line']} data-level={level}>
              <time dateTime={at} className="numbers">
                {timeOf(at)}
              </time>
              <span>{message}</span>
            </div>
          ))}
        </div>
      )}
    </Panel>
  );
}
