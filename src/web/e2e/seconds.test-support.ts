/** Seconds as the API and as pages tell them. */
import type { Locator } from 'playwright-core';

/** Of the table of screen time. */
export interface Row {
  readonly name: string | null;
  readonly subject: string;
  readonly identities: readonly number[];
  readonly seconds: number;
  readonly receipts: readonly { readonly startSeconds: number; readonly endSeconds: number }[];
}

/** Seconds in which any of them is seen. */
export function union(rows: readonly (Pick<Row, 'receipts'> | undefined)[]): number {
  const spans = rows.flatMap((row) => row?.receipts ?? []).toSorted((a, b) => a.startSeconds - b.startSeconds);
  let [seconds, end] = [0, 0];
  for (const { startSeconds, endSeconds } of spans) {
    seconds += Math.max(0, endSeconds - Math.max(startSeconds, end));
    end = Math.max(end, endSeconds);
  }
  return seconds;
}

/** Of a table of what would change: by who it is, what they have now and then, as the page shows it. */
export async function effectOf(table: Locator): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows = await table.locator('tbody tr').all();
  return Object.fromEntries(
    await Promise.all(
      rows.map(async (row) => {
        const cells = await row.getByRole('cell').allTextContents();
        return [(await row.getByRole('rowheader').textContent()) ?? '', cells.slice(0, 2)] as const;
      }),
    ),
  );
}
