/** The queues of sound are reserved: what is put into them is refused, rather than that it waits for good. */
import type { JobHandler } from '../../../adapters/jobs/port.ts';
import { UserError } from '../../../errors.ts';
import { audioOperations } from './definitions.ts';

export const refuseAudioHandlers: readonly JobHandler[] = audioOperations.map((definition) => ({
  definition,
  run: () =>
    Promise.reject(
      new UserError(
        'audio.unavailable',
        `${definition.name} is not available yet: this version measures pictures only. Nothing was done.`,
      ),
    ),
}));
