/** One queue: how full it is, who serves it, and whether it goes on. */
import { Badge, Button, Group, Paper, Text, Title } from '@mantine/core';
import { Pause, Play } from 'lucide-react';
import { secondsBetween } from '../../lib/format-moment.ts';
import { formatDuration } from '../../lib/format-time.ts';
import { QUEUE_WORDS } from './job-words.ts';
import classes from './queue-card.module.css';
import { type Queue, useQueuePause } from './use-queues.ts';

export function QueueCard({ queue, mayPause }: { readonly queue: Queue; readonly mayPause: boolean }) {
  const { name, isPaused, workers, oldestWaitingSince } = queue;
  const { pause, resume } = useQueuePause();
  const words = QUEUE_WORDS[name];
  const label = words?.label ?? name;
  const places = workers.reduce((sum, { concurrency }) => sum + concurrency, 0);
  return (
    <Paper withBorder component="section" aria-label={`Queue ${label}`} className={classes['card'] ?? ''}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Group gap="xs">
            <Title order={2} size="h5">
              {label}
            </Title>
            {isPaused && (
              <Badge color="orange" variant="light" radius="sm" tt="none">
                Paused
              </Badge>
            )}
          </Group>
          <Text size="xs" c="dimmed">
            {words?.meaning}
          </Text>
        </div>
        {mayPause && (
          <Button
            size="compact-sm"
            style={{ flex: 'none' }}
            variant="default"
            leftSection={isPaused ? <Play size={13} aria-hidden /> : <Pause size={13} aria-hidden />}
            onClick={() => (isPaused ? resume : pause).mutate({ name: name as 'analysis' })}
            aria-label={`${isPaused ? 'Resume' : 'Pause'} the queue ${label}`}
          >
            {isPaused ? 'Resume' : 'Pause'}
          </Button>
        )}
      </Group>
      <dl className={classes['counts']}>
        <Count label="Running" value={queue.running} />
        <Count label="Waiting" value={queue.waiting} />
        <Count label="Trying again" value={queue.retrying} />
        <Count label="Failed" value={queue.failed} isBad />
      </dl>
      <Text size="xs" c={workers.length === 0 ? 'orange' : 'dimmed'} mt="xs" className="numbers">
        {workers.length === 0
          ? 'No worker serves it: its jobs wait until one is started.'
          : `${workers.length} ${workers.length === 1 ? 'worker' : 'workers'}, ${places} ${places === 1 ? 'job' : 'jobs'} at a time`}
        {oldestWaitingSince !== null &&
          ` · longest wait ${formatDuration(secondsBetween(oldestWaitingSince, Date.now()))}`}
      </Text>
    </Paper>
  );
}

function Count({
  label,
  value,
  isBad = false,
}: {
  readonly label: string;
  readonly value: number;
  readonly isBad?: boolean;
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="numbers" data-bad={isBad && value > 0} data-none={value === 0}>
        {value.toLocaleString('en')}
      </dd>
    </div>
  );
}
