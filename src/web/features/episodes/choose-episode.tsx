import { Checkbox } from '@mantine/core';
import type { ItemProps } from './list-props.ts';
import { episodeTitle } from './use-episode.ts';

/** With Shift from the one that was touched last. */
export function ChooseEpisode({ episode, isChosen, onToggle }: Pick<ItemProps, 'episode' | 'isChosen' | 'onToggle'>) {
  return (
    <Checkbox
      size="xs"
      aria-label={`Choose ${episodeTitle(episode)}`}
      checked={isChosen}
      // A change does not tell of the Shift key, a click does.
      onChange={() => undefined}
      onClick={({ shiftKey }) => onToggle(episode.id, shiftKey)}
    />
  );
}
