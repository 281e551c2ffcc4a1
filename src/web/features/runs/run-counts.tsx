/** What a run has counted. */

import classes from './run-counts.module.css';
import { namedCounts } from './run-words.ts';

export function RunCounts({ counts }: { readonly counts: Readonly<Record<string, number>> }) {
  return (
    <dl className={classes['counts']}>
      {namedCounts(counts).map(({ label, value }) => (
        <div key={label} className={classes['count']}>
          <dt>{label}</dt>
          <dd className="numbers">{value.toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  );
}
