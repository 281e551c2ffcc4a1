/** Episodes as posters. */
import { EpisodeCard } from './episode-card.tsx';
import classes from './episodes-grid.module.css';
import type { ListProps } from './list-props.ts';

export function EpisodesGrid({ episodes, selection, onToggle, commands, canChoose }: ListProps) {
  return (
    <ul className={classes['grid']} aria-label="Episodes">
      {episodes.map((episode) => (
        <EpisodeCard
          key={episode.id}
          episode={episode}
          isChosen={selection.ids.has(episode.id)}
          onToggle={onToggle}
          commands={commands}
          canChoose={canChoose}
        />
      ))}
    </ul>
  );
}
