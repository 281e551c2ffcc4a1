import { Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatClock } from '../../lib/format-time.ts';
import { Nothing } from '../../ui/nothing.tsx';
import { CastStrip } from './cast-strip.tsx';
import { ChooseEpisode } from './choose-episode.tsx';
import { EpisodeMenu } from './episode-menu.tsx';
import { episodeCode, formatDay } from './episode-names.ts';
import { EpisodeState } from './episode-state.tsx';
import classes from './episodes-table.module.css';
import type { ItemProps } from './list-props.ts';
import { Poster } from './poster.tsx';
import { episodeTitle } from './use-episode.ts';

export function EpisodeRow({ episode, isChosen, onToggle, commands, canChoose }: ItemProps) {
  const { id, show, video, airDate, createdAt, posterUrl, cast, castCount } = episode;
  return (
    <Table.Tr className={classes['row'] ?? ''} data-chosen={isChosen || undefined}>
      {canChoose && (
        <Table.Td className={classes['check'] ?? ''}>
          <ChooseEpisode episode={episode} isChosen={isChosen} onToggle={onToggle} />
        </Table.Td>
      )}
      <Table.Td>
        <Link to="/episodes/$id" params={{ id }} className={classes['name']} data-episode={id}>
          <Poster url={posterUrl} />
          <span className={classes['words']}>
            <Text span size="md" fw={500} className={classes['title'] ?? ''}>
              {episodeTitle(episode)}
            </Text>
            <Text span size="xs" c="dimmed" truncate>
              <span className="numbers">{episodeCode(episode)}</span> · {show.title}
            </Text>
          </span>
        </Link>
        <div className={classes['onlyNarrow']}>
          <EpisodeState episode={episode} />
        </div>
      </Table.Td>
      <Table.Td className={classes['status'] ?? ''}>
        <EpisodeState episode={episode} />
      </Table.Td>
      <Table.Td className={classes['cast'] ?? ''}>
        <CastStrip cast={cast} castCount={castCount} />
      </Table.Td>
      <Table.Td className={`${classes['duration']} numbers`}>
        {video?.durationSeconds == null ? <Nothing why="unknown" /> : formatClock(video.durationSeconds)}
      </Table.Td>
      <Table.Td className={`${classes['date']} numbers`}>
        {airDate === null ? <Nothing why="unknown" /> : formatDay(airDate)}
      </Table.Td>
      <Table.Td className={`${classes['date']} numbers`}>{formatDay(createdAt)}</Table.Td>
      <Table.Td className={classes['menu'] ?? ''}>
        <EpisodeMenu episode={episode} commands={commands} />
      </Table.Td>
    </Table.Tr>
  );
}
