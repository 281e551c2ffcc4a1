/** For programs: the table with every interval, who is visible together, shots, and where the numbers come from. */
import { coAppearance } from '../../../results/screen-time-table.ts';
import type { ExportData } from '../export-data.ts';
import { rateName } from '../timebase.ts';
import { formatTimecode } from '../timecode.ts';

/** In pieces, so that a long video's intervals are never one text. Numbers as they were measured, not rounded. */
export function* json(data: ExportData): Generator<string> {
  const { receipt, runId, table, range, timebase, title, shots } = data;
  const { rows, ...totals } = table;
  const head = {
    schemaVersion: 1,
    title,
    runId,
    programVersion: receipt.programVersion,
    video: receipt.video,
    profile: receipt.profile,
    models: receipt.models,
    timebase: {
      framesPerSecond: rateName(timebase),
      dropFrame: timebase.dropFrame,
      isConstant: timebase.isConstant,
      start: formatTimecode(timebase.startFrame, timebase),
    },
    range,
    ...totals,
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "rows": [`;
  for (const [index, row] of rows.entries()) yield `${index === 0 ? '' : ','}\n    ${JSON.stringify(row)}`;
  yield `\n  ],\n  "coAppearance": ${JSON.stringify(coAppearance(table))},\n  "shots": ${JSON.stringify(shots)}\n}\n`;
}
