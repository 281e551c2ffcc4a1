/** The list's shape while it is on its way. */
import { Skeleton, Stack } from '@mantine/core';
import classes from './episodes-grid.module.css';

const PLACES = [0, 1, 2, 3, 4, 5, 6, 7];

export function EpisodesSkeleton({ isGrid }: { readonly isGrid: boolean }) {
  if (isGrid) {
    return (
      <div className={classes['grid']} aria-busy="true" role="status" aria-label="Loading">
        {PLACES.map((place) => (
          <Skeleton key={place} height={240} radius="md" />
        ))}
      </div>
    );
  }
  return (
    <Stack gap={2} aria-busy="true" role="status" aria-label="Loading">
      <Skeleton height={38} />
      {PLACES.map((place) => (
        <Skeleton key={place} height={57} radius="xs" />
      ))}
    </Stack>
  );
}
