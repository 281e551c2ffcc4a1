/** Whose seconds would change, and by how much: looked at before it is done. */
import type { ChangedRowShape } from '../../../server/contract/review.ts';
import { formatSeconds } from '../../lib/format-time.ts';
import classes from './effect-table.module.css';
import type { Names } from './identity-names.ts';
import { signedSeconds } from './seconds-delta.ts';

interface EffectTableProps {
  /** By falling change. */
  readonly rows: readonly ChangedRowShape[];
  readonly effectSeconds: number;
  readonly names: Pick<Names, 'identity'>;
  /** It is not of what is asked about now. */
  readonly isOld: boolean;
}

const SHOWN_ROWS = 8;

export function EffectTable({ rows, effectSeconds, names, isOld }: EffectTableProps) {
  const more = rows.length - SHOWN_ROWS;
  return (
    <table className={`${classes['effect']} numbers`} aria-label="What that would change" aria-busy={isOld}>
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col">Now</th>
          <th scope="col">Then</th>
          <th scope="col">Change</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, SHOWN_ROWS).map((row) => (
          <tr key={row.person?.id ?? row.identity}>
            <th scope="row">{whoOf(row, names)}</th>
            <td>{formatSeconds(row.secondsBefore)}</td>
            <td>{formatSeconds(row.secondsAfter)}</td>
            <td>{signedSeconds(row.secondsAfter - row.secondsBefore)}</td>
          </tr>
        ))}
      </tbody>
      <caption>
        {effectSeconds.toFixed(1)} s change their owner{more > 0 && `, of ${more} more as well`}.
      </caption>
    </table>
  );
}

function whoOf({ person, identity, name }: ChangedRowShape, names: Pick<Names, 'identity'>): string {
  return person?.name ?? name ?? (identity === null ? 'Unattributed' : names.identity(identity));
}
