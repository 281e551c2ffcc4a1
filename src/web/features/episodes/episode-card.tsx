import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatClock } from '../../lib/format-time.ts';
import { CastStrip } from './cast-strip.tsx';
import { ChooseEpisode } from './choose-episode.tsx';
import { EpisodeMenu } from './episode-menu.tsx';
import { episodeCode } from './episode-names.ts';
import { EpisodeState } from './episode-state.tsx';
import classes from './episodes-grid.module.css';
import type { ItemProps } from './list-props.ts';
import { Poster } from './poster.tsx';
import { episodeTitle } from './use-episode.ts';

export function EpisodeCard({ episode, isChosen, onToggle, commands, canChoose }: ItemProps) {
  const { id, show, video, posterUrl, cast, castCount } = episode;
  return (
    <li className={classes['card']} data-chosen={isChosen || undefined}>
      <Link to="/episodes/$id" params={{ id }} className={classes['link']} data-episode={id}>
        <span className={classes['picture']}>
          <Poster url={posterUrl} isWide />
          {video?.durationSeconds != null && (
            <span className={`${classes['duration']} numbers`}>{formatClock(video.durationSeconds)}</span>
          )}
        </span>
        <Text span size="md" fw={500} className={classes['title'] ?? ''}>
          {episodeTitle(episode)}
        </Text>
        <Text span size="xs" c="dimmed" truncate className={classes['show'] ?? ''}>
          <span className="numbers">{episodeCode(episode)}</span> · {show.title}
        </Text>
      </Link>
      <div className={classes['foot']}>
        <EpisodeState episode={episode} />
        <CastStrip cast={cast.slice(0, 4)} castCount={castCount} />
      </div>
      {canChoose && (
        <div className={classes['choose']}>
          <ChooseEpisode episode={episode} isChosen={isChosen} onToggle={onToggle} />
        </div>
      )}
      <div className={classes['menu']}>
        <EpisodeMenu episode={episode} commands={commands} />
      </div>
    </li>
  );
}
