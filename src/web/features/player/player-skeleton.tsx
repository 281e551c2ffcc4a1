/** Shapes of what is still on its way; the picture comes by itself. */
import { Skeleton } from '@mantine/core';
import classes from './player.module.css';

export const PeopleSkeleton = () => (
  <section className={classes['people']} aria-label="People" aria-busy="true">
    <Skeleton className={classes['peopleBox'] ?? ''} height="auto" mih={280} />
  </section>
);

export const TimelineSkeleton = () => (
  <section aria-label="Timeline" aria-busy="true">
    <Skeleton height={290} />
  </section>
);
