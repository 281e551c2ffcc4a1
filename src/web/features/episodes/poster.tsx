/** A picture of an episode's video, or the place where it will be. */
import { Film } from 'lucide-react';
import { useState } from 'react';
import classes from './poster.module.css';

interface PosterProps {
  readonly url: string | null;
  /** As wide as what it stands in, in place of the size that rows have. */
  readonly isWide?: boolean;
}

export function Poster({ url, isWide = false }: PosterProps) {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span className={`${classes['poster']} ${isWide ? classes['wide'] : ''}`} aria-hidden>
      {/* Signed for a while only: a page that is read again brings another address. */}
      {url !== null && url !== broken ? (
        <img src={url} alt="" loading="lazy" onError={() => setBroken(url)} />
      ) : (
        <Film size={isWide ? 28 : 18} strokeWidth={1.5} />
      )}
    </span>
  );
}
