import { handle } from '../stage-host/stage-job.ts';
import { type PrepareInput, prepareJob } from './prepare-job.ts';
import type { StageServices } from './stage-services.ts';

export const prepareHandler = handle<StageServices, PrepareInput, null>(
  prepareJob,
  async ({ open }, { detector, landmarks, embedder }) => {
    for (const model of [detector, landmarks, embedder]) if (model) await open(model);
    return null;
  },
);
