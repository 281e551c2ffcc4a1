import { z } from 'zod';
import type { Interval } from '../../../pipeline/records.ts';
import { intersect, total, union } from '../../../pipeline/screen-time/intervals.ts';
import { presets, standardPreset } from '../../../pipeline/screen-time/presets.ts';
import { seconds } from '../../../pipeline/units.ts';
import { router, viewer } from '../../api/procedures.ts';
import * as shape from '../../contract/screen-time.ts';
import { type MeasuredRun, measureRun } from '../../results/measure-run.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { tableRows, within } from './table-rows.ts';

const tags = ['screen time'];

export const screenTimeRouter = router({
  presets: viewer
    .meta({
      openapi: { method: 'GET', path: '/screen-time/presets', tags, summary: 'Rules by which seconds can be counted' },
    })
    .input(z.object({}))
    .output(shape.presetList)
    .query(() => ({ items: presets.map((each) => ({ ...each, isDefault: each === standardPreset })) })),

  table: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/runs/{runId}/screen-time',
        tags,
        summary: 'Seconds per person with their receipts, by the default rules or by others, whole or in a time range',
      },
    })
    .input(shape.screenTimeRequest)
    .output(shape.screenTimeTable)
    .query(async ({ ctx, input }) => {
      const measured = await measure(ctx.services, input);
      const { screenTime } = measured;
      const range = rangeOf(input);
      const receipts = [...screenTime.identities, screenTime.unattributed].flatMap((row) => row.receipts);
      const { name, version, gapToleranceSeconds, minimumSightings } = screenTime.preset;
      return {
        preset: { name, version, gapToleranceSeconds, minimumSightings },
        videoSeconds: screenTime.videoSeconds,
        faceVisibleSeconds: total(union(within(receipts, range))),
        rows: tableRows(measured, range),
      };
    }),

  coAppearance: viewer
    .meta({
      openapi: {
        method: 'GET',
        path: '/runs/{runId}/co-appearance',
        tags,
        summary: 'For how long any two people are visible at the same time',
      },
    })
    .input(shape.screenTimeRequest)
    .output(shape.coAppearance)
    .query(async ({ ctx, input }) => {
      const measured = await measure(ctx.services, input);
      const rows = tableRows(measured, rangeOf(input)).filter(({ subject }) => subject !== 'unattributed');
      const visible = rows.map(({ receipts }) =>
        union(receipts.map((each) => ({ start: seconds(each.startSeconds), end: seconds(each.endSeconds) }))),
      );
      const pairs = visible.flatMap((first, a) =>
        visible.slice(a + 1).flatMap((second, offset) => {
          const shared = total(intersect(first, second));
          return shared > 0 ? [{ a, b: a + 1 + offset, seconds: shared }] : [];
        }),
      );
      const subjects = rows.map(({ personId, name, identities, seconds: alone }) => ({
        personId,
        name,
        identities,
        seconds: alone,
      }));
      return { subjects, pairs };
    }),
});

async function measure(stores: ResultStores, request: shape.ScreenTimeRequest): Promise<MeasuredRun> {
  return await measureRun(stores, await readDoneRun(stores.database.queries, request.runId), request);
}

const rangeOf = ({ fromSeconds = 0, toSeconds = Number.MAX_VALUE }: shape.ScreenTimeRequest): Interval => ({
  start: seconds(fromSeconds),
  end: seconds(toSeconds),
});
