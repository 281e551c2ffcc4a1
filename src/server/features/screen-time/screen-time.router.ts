import { z } from 'zod';
import { presets, standardPreset } from '../../../pipeline/screen-time/presets.ts';
import { router, viewer } from '../../api/procedures.ts';
import * as shape from '../../contract/screen-time.ts';
import { type MeasuredRun, measureRun } from '../../results/measure-run.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { coAppearance, screenTimeTable } from '../../results/screen-time-table.ts';

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
    .query(async ({ ctx, input }) => screenTimeTable(await measure(ctx.services, input), input)),

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
    .query(async ({ ctx, input }) => coAppearance(screenTimeTable(await measure(ctx.services, input), input))),
});

async function measure(stores: ResultStores, request: shape.ScreenTimeRequest): Promise<MeasuredRun> {
  return await measureRun(stores, await readDoneRun(stores.database.queries, request.runId), request);
}
