import type { TRPCClient } from '@trpc/client';
import type { AppRouter } from '../../../server/api/app-router.ts';
import { apiTransport } from './api-transport.ts';
import { browserWorld } from './browser-world.ts';
import { openRecords } from './indexed-records.ts';
import { UploadQueue } from './upload-queue.ts';

/** The queue of this tab. */
export const startUploads = async (api: TRPCClient<AppRouter>): Promise<UploadQueue> =>
  new UploadQueue(browserWorld(apiTransport(api)), await openRecords());
