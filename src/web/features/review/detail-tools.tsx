/** What can be done to the tracks and faces that are chosen. */
import { Button } from '@mantine/core';
import classes from './detail.module.css';
import { count } from './edit-sentences.ts';
import type { Parts } from './plan-edits.ts';

interface DetailToolsProps {
  readonly parts: Parts;
  readonly actions: {
    readonly split: () => void;
    readonly who: () => void;
    readonly nobody: () => void;
    readonly notAFace: () => void;
    readonly exclude: () => void;
  };
  /** They belong to nobody already. */
  readonly isNobody: boolean;
}

export function DetailTools({ parts: { tracks, faces }, actions, isNobody }: DetailToolsProps) {
  const none = tracks.length + faces.length === 0;
  const what = [tracks.length > 0 && count(tracks.length, 'track'), faces.length > 0 && count(faces.length, 'face')]
    .filter(Boolean)
    .join(', ');
  const tool = (label: string, key: string, onClick: () => void, isOff = none) => (
    <Button
      size="compact-xs"
      variant="default"
      disabled={isOff}
      onClick={onClick}
      title={`${label} (${key})`}
      flex="none"
    >
      {label}
    </Button>
  );
  return (
    <div className={classes['tools']} role="toolbar" aria-label="Chosen tracks and faces">
      <span className="numbers" style={{ fontSize: 12, minWidth: 62 }} aria-live="polite">
        {what || 'None'}
      </span>
      {tool('Split off', 'S', actions.split)}
      {tool('Who is it…', 'A', () => actions.who())}
      {!isNobody && tool('Nobody', 'U', actions.nobody)}
      {tool('Not a face', 'X', actions.notAFace, tracks.length === 0)}
      {tool('Exclude faces', 'E', actions.exclude, faces.length === 0)}
    </div>
  );
}
