/** The faces of those who are seen longest. */
import { Text } from '@mantine/core';
import type { EpisodeCast } from '../../../server/contract/episodes.ts';
import { formatSeconds } from '../../lib/format-time.ts';
import classes from './cast-strip.module.css';

export function CastStrip({ cast, castCount }: EpisodeCast) {
  if (castCount === 0) return null;
  const more = castCount - cast.length;
  const names = cast.flatMap(({ name }) => (name === null ? [] : [name]));
  const label = `${castCount === 1 ? '1 person' : `${castCount} people`}${names.length > 0 ? `: ${names.join(', ')}` : ''}`;
  return (
    <div className={classes['strip']} role="img" aria-label={label}>
      {cast.map(({ name, cropUrl, seconds }, place) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: people without a name differ by their place alone
          key={place}
          className={classes['face']}
          title={`${name ?? `Person ${place + 1}`} · ${formatSeconds(seconds)}`}
        >
          {cropUrl !== null && (
            <img src={cropUrl} alt="" loading="lazy" width={26} height={26} onError={hide} onLoad={show} />
          )}
        </span>
      ))}
      {more > 0 && (
        <Text span size="xs" c="dimmed" ml={6} className="numbers">
          +{more}
        </Text>
      )}
    </div>
  );
}

/** A signed address that has ended leaves the grey place; the next reading of the page brings another. */
const hide = ({ currentTarget }: { readonly currentTarget: HTMLImageElement }) => {
  currentTarget.style.visibility = 'hidden';
};
const show = ({ currentTarget }: { readonly currentTarget: HTMLImageElement }) => {
  currentTarget.style.visibility = '';
};
