/** A point in time in few words; exactly in its tooltip. */
import { formatExactly, formatMoment } from '../lib/format-moment.ts';

/** @param at ISO 8601; null: it has not come yet. */
export function Moment({ at }: { readonly at: string | null }) {
  if (at === null) return <span aria-label="not yet">–</span>;
  return (
    <time dateTime={at} title={formatExactly(at)} className="numbers" style={{ whiteSpace: 'nowrap' }}>
      {formatMoment(at)}
    </time>
  );
}
