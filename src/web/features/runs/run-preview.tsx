/** What a run sees: a frame with the faces found in it, and the newest faces. */
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Run } from '../../../server/contract/runs.ts';
import { formatClock } from '../../lib/format-time.ts';
import { useTrpc } from '../../trpc.ts';
import { Panel } from '../../ui/panel.tsx';
import classes from './run-preview.module.css';

const EVERY_MS = 2_000;

export function RunPreview({ run }: { readonly run: Run }) {
  const trpc = useTrpc();
  const isRunning = run.state === 'running';
  const { data: preview = null } = useQuery(
    trpc.runs.preview.queryOptions(
      { id: run.id },
      // Between two steps there is nothing new: the last picture stays.
      { enabled: isRunning, refetchInterval: EVERY_MS, placeholderData: (before) => before },
    ),
  );
  // The same picture twice says nothing new.
  const faces = [...new Map(preview?.faces.map((face) => [face.cropUrl, face])).values()];
  return (
    <Panel
      title="What it sees"
      aside={
        preview && (
          <Text size="sm" c="dimmed" className="numbers">
            {formatClock(preview.seconds, 1)} · {preview.facesFound.toLocaleString('en')} faces
          </Text>
        )
      }
    >
      <div className={classes['frame']} style={{ aspectRatio: preview ? preview.width / preview.height : 16 / 9 }}>
        {preview ? (
          <>
            <img
              src={preview.imageUrl}
              alt={`Frame at ${formatClock(preview.seconds, 1)} with ${preview.boxes.length} faces`}
              className={classes['picture']}
            />
            {preview.boxes.map(({ left, top, width, height }) => (
              <span
                key={`${left} ${top}`}
                className={classes['box']}
                style={{
                  left: `${left * 100}%`,
                  top: `${top * 100}%`,
                  width: `${width * 100}%`,
                  height: `${height * 100}%`,
                }}
              />
            ))}
          </>
        ) : (
          <Text c="dimmed" size="sm" ta="center" px="md">
            Frames and faces show here as soon as faces are searched for.
          </Text>
        )}
      </div>
      <ul className={classes['faces']} aria-label="Newest faces">
        {faces.map(({ cropUrl, seconds }) => (
          <li key={cropUrl}>
            <img src={cropUrl} alt={`Face at ${formatClock(seconds, 1)}`} title={formatClock(seconds, 1)} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
