/** What is searched for: the picture with its faces, or the crop; and another one instead. */
import { Button, Text } from '@mantine/core';
import { ImageUp } from 'lucide-react';
import type { FoundByFace, FoundByPhoto } from '../../../server/contract/face-search.ts';
import { formatClock } from '../../lib/format-time.ts';
import { Panel } from '../../ui/panel.tsx';
import type { PreparedPhoto } from './prepare-photo.ts';
import classes from './search.module.css';

interface SoughtPanelProps {
  readonly photo: PreparedPhoto | undefined;
  readonly found: FoundByFace | FoundByPhoto | undefined;
  readonly onPick: (face: number) => void;
  readonly onChoose: () => void;
}

/** Below, somebody can hardly be recognised. */
const CLEAR_QUALITY = 0.1;

export function SoughtPanel({ photo, found, onPick, onChoose }: SoughtPanelProps) {
  const faces = found && 'faces' in found ? found.faces : [];
  const chosen = found && 'faces' in found ? found.face : -1;
  const asked = found && 'asked' in found ? found.asked : null;
  return (
    <Panel
      title="Looked for"
      aside={
        <Button size="compact-sm" variant="default" leftSection={<ImageUp size={14} aria-hidden />} onClick={onChoose}>
          Another picture
        </Button>
      }
    >
      {!photo && !asked && (
        <Text size="sm" c="dimmed">
          A face of an episode.
        </Text>
      )}
      {photo && (
        <div className={classes['photo']}>
          <img src={photo.url} alt={`What was chosen: ${photo.name}`} />
          {faces.map(({ box }, place) => (
            <button
              type="button"
              // biome-ignore lint/suspicious/noArrayIndexKey: faces of a picture are told apart by their place alone
              key={place}
              className={classes['face']}
              aria-pressed={place === chosen}
              aria-label={`Face ${place + 1} of ${faces.length}`}
              style={{
                left: `${100 * box.left}%`,
                top: `${100 * box.top}%`,
                width: `${100 * box.width}%`,
                height: `${100 * box.height}%`,
              }}
              onClick={() => onPick(place)}
            />
          ))}
        </div>
      )}
      {asked && (
        <div className={classes['asked']}>
          {asked.cropUrl !== null && (
            <img src={asked.cropUrl} alt="The face that is looked for" width={112} height={112} />
          )}
          <Text size="sm" c="dimmed">
            {asked.episodeId} at {formatClock(asked.seconds, 1)}
          </Text>
        </div>
      )}
      {faces.length > 1 && (
        <Text size="sm" c="dimmed" mt="xs">
          {faces.length} faces: choose the one to look for.
        </Text>
      )}
      {(faces[chosen]?.quality ?? 1) < CLEAR_QUALITY && (
        <Text size="sm" c="dimmed" mt="xs">
          This face is small or blurred: what is found may be somebody else.
        </Text>
      )}
      {photo && (
        <Text size="xs" c="dimmed" mt="xs">
          The server does not store the picture.
        </Text>
      )}
    </Panel>
  );
}
