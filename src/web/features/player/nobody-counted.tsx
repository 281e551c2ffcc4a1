/** Under a video without a result: why nobody is on the timeline, and the way to change that. */
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Episode } from '../../../server/contract/episodes.ts';
import { isBeingAnalysed } from '../episodes/use-episode.ts';

export function NobodyCounted({ episode }: { readonly episode: Episode }) {
  const toRuns = (words: string) => (
    <Anchor component={Link} to={`/episodes/${episode.id}/runs`} size="sm">
      {words}
    </Anchor>
  );
  return (
    <Text size="sm" c="dimmed" mt="xs">
      {isBeingAnalysed(episode) ? (
        <>
          This video is being analysed: who is on screen appears here when that is done. {toRuns('See how far it is')}
        </>
      ) : (
        <>Nobody has been counted in this video yet. {toRuns('Analyse it')} to see who is on screen when.</>
      )}
    </Text>
  );
}
