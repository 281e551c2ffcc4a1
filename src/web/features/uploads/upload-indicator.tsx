/** In the bar of every page: how far the uploads are. Nothing while there are none. */
import { Progress, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatDuration } from '../../lib/format-time.ts';
import classes from './upload-indicator.module.css';
import { overallShare, secondsLeft } from './upload-item.ts';
import { useUploads } from './uploads-provider.tsx';

export function UploadIndicator() {
  const { items } = useUploads();
  const share = overallShare(items);
  if (share === null) return null;
  const count = items.filter(
    ({ state }) => state === 'waiting' || state === 'sending' || state === 'completing',
  ).length;
  const sending = items.find(({ state }) => state === 'sending');
  const left = count === 1 && sending ? secondsLeft(sending) : null;
  const percent = Math.floor(share * 100);
  return (
    <Link to="/upload" className={classes['indicator']} aria-label={`Uploading, ${percent} percent done`}>
      <Text size="xs" c="dimmed" className="numbers">
        {count === 1 ? 'Uploading' : `Uploading ${count} files`} · {percent} %
        {left === null ? '' : ` · ${formatDuration(left)}`}
      </Text>
      <Progress value={share * 100} size={4} aria-hidden />
    </Link>
  );
}
