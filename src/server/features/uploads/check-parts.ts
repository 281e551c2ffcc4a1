import type { UploadedPart } from '../../../adapters/blobs/port.ts';
import { UserError } from '../../../errors.ts';
import { lengthOfPart, partCount } from './part-sizes.ts';
import type { UploadRow } from './upload-rows.ts';

/** A part as its sender knows it. */
export interface NamedPart {
  readonly number: number;
  readonly etag: string;
}

/** Numbers that are shown in a message. */
const SHOWN = 20;

/**
 * The parts that make the file, each there and as long as it has to be.
 *
 * @param named what the sender says to have sent; null: nothing.
 * @throws UserError `uploads.bad-part` naming those to send again.
 */
export function checkParts(
  row: UploadRow,
  arrived: readonly UploadedPart[],
  named: readonly NamedPart[] | null,
): UploadedPart[] {
  const byNumber = new Map(arrived.map((part) => [part.partNumber, part]));
  const sent = new Map(named?.map(({ number, etag }) => [number, etag.replaceAll('"', '')]));
  const whole: UploadedPart[] = [];
  const wrong: number[] = [];
  for (let number = 1; number <= partCount(row); number++) {
    const part = byNumber.get(number);
    const isRight =
      part?.bytes === lengthOfPart(row, number) &&
      (named === null || sent.get(number) === part.etag.replaceAll('"', ''));
    if (isRight) whole.push(part);
    else wrong.push(number);
  }
  if (wrong.length === 0) return whole;
  const which = wrong.slice(0, SHOWN).join(', ') + (wrong.length > SHOWN ? ` and ${wrong.length - SHOWN} more` : '');
  throw new UserError(
    'uploads.bad-part',
    `Of ${row.file_name} these parts are missing or not as they were sent: ${which}. Send them again, then complete it.`,
    { retryable: true },
  );
}
