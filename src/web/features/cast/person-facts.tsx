/** What is counted of a person, in few words. */
import { Clapperboard, Clock, Image } from 'lucide-react';
import { formatClock } from '../../lib/format-time.ts';
import classes from './cast.module.css';
import type { PersonRow } from './people-rows.ts';

export function PersonFacts({ row: { seconds, episodes, usablePhotos } }: { readonly row: PersonRow }) {
  return (
    <span className={`${classes['facts']} numbers`}>
      <span className={classes['fact']} title="Time on screen">
        <Clock size={12} aria-hidden />
        {formatClock(seconds)}
        <span className="visually-hidden"> on screen</span>
      </span>
      <span className={classes['fact']} title="Episodes">
        <Clapperboard size={12} aria-hidden />
        {episodes}
        <span className="visually-hidden"> {episodes === 1 ? 'episode' : 'episodes'}</span>
      </span>
      <span
        className={classes['fact']}
        title="Photographs to recognise the person by"
        style={usablePhotos === 0 ? { color: 'var(--mantine-color-orange-light-color)' } : undefined}
      >
        <Image size={12} aria-hidden />
        {usablePhotos}
        <span className="visually-hidden"> usable {usablePhotos === 1 ? 'photograph' : 'photographs'}</span>
      </span>
    </span>
  );
}
