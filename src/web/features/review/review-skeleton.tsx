import { Skeleton } from '@mantine/core';
import classes from './review.module.css';

const PLACES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

export function ReviewSkeleton() {
  return (
    <div aria-busy="true" role="status" aria-label="Loading">
      <Skeleton height={44} mb={12} />
      <div className={classes['skeletons']}>
        {PLACES.map((place) => (
          <Skeleton key={place} height={204} radius="md" />
        ))}
      </div>
    </div>
  );
}
