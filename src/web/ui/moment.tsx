/** A point in time in few words; exactly in its tooltip. */
import { formatExactly, formatMoment } from '../lib/format-moment.ts';
import { Nothing } from './nothing.tsx';

/** @param at ISO 8601; null: it has not come yet. */
export function Moment({ at }: { readonly at: string | null }) {
  if (at === null) return <Nothing why="not yet" />;
  return (
    <time dateTime={at} title={formatExactly(at)} className="numbers" style={{ whiteSpace: 'nowrap' }}>
      {formatMoment(at)}
    </time>
  );
}
