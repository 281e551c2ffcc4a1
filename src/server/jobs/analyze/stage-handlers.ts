import type { StageHandler } from '../stage-host/stage-job.ts';
import { castHandler } from './cast-handler.ts';
import { detectHandler } from './detect-handler.ts';
import { embedHandler } from './embed-handler.ts';
import { groupHandler } from './group-handler.ts';
import { photoFacesHandler } from './photo-faces-handler.ts';
import { prepareHandler } from './prepare-handler.ts';
import { scanHandler } from './scan-handler.ts';
import type { StageServices } from './stage-services.ts';

/** Everything a stage child can do. */
export const stageHandlers: readonly StageHandler<StageServices>[] = [
  scanHandler,
  prepareHandler,
  detectHandler,
  embedHandler,
  castHandler,
  groupHandler,
  photoFacesHandler,
];
