/** The moments of one episode, the most alike first. */
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { FoundEpisode as Episode, FoundByFace } from '../../../server/contract/face-search.ts';
import { Panel } from '../../ui/panel.tsx';
import { episodeCode } from '../episodes/episode-names.ts';
import { MomentCard } from './moment-card.tsx';
import classes from './search.module.css';
import { useSearchView } from './use-search-view.ts';

interface FoundEpisodeProps {
  readonly episode: Episode;
  readonly asked: FoundByFace['asked'] | null;
}

export function FoundEpisode({ episode, asked }: FoundEpisodeProps) {
  const { change } = useSearchView();
  const { id, title, show, total, moments, runId } = episode;
  const code = `${show.title} ${episodeCode(episode)}`;
  const more = total - moments.length;
  return (
    <Panel
      title={title === null ? code : `${title} · ${code}`}
      aside={
        <Text size="sm" c="dimmed" className="numbers">
          {total === 1 ? '1 moment' : `${total} moments`} ·{' '}
          <Anchor component={Link} to={`/episodes/${id}`} inherit underline="always">
            Open
            <span className="visually-hidden"> {code}</span>
          </Anchor>
        </Text>
      }
    >
      <ul className={classes['moments']}>
        {moments.map((moment) => (
          <MomentCard
            key={moment.track}
            moment={moment}
            episode={id}
            run={runId}
            isAsked={asked?.runId === runId && asked.track === moment.track}
          />
        ))}
      </ul>
      {more > 0 && (
        <Anchor component="button" type="button" size="sm" mt="sm" onClick={() => change({ episode: id })}>
          Show all {total} of this episode
        </Anchor>
      )}
    </Panel>
  );
}
