/** A person's featured photograph, or the first letters of the name. */
import type { Person } from '../../../server/contract/cast.ts';
import classes from './cast.module.css';

interface PortraitProps {
  readonly name: string;
  readonly photo: Person['photos'][number] | null;
  readonly isSmall?: boolean;
}

export function Portrait({ name, photo, isSmall = false }: PortraitProps) {
  // A face is what one looks for in a small picture.
  const url = isSmall ? (photo?.faceUrl ?? photo?.url) : photo?.url;
  return (
    <span className={`${classes['picture']} ${isSmall ? classes['small'] : ''}`} aria-hidden>
      {url === undefined ? initials(name) : <img src={url} alt="" loading="lazy" />}
    </span>
  );
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('');
