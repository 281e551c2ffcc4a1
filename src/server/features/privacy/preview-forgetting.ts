/** What would be removed of a person. Changes nothing. */
import type { Services } from '../../api/services.ts';
import type { ForgetPreview } from '../../contract/privacy.ts';
import { listUnfinishedRuns } from '../../jobs/privacy/list-unfinished-runs.ts';
import { readInventory } from '../../jobs/privacy/read-inventory.ts';
import { searchWords } from '../../jobs/privacy/redact-words.ts';
import { measureVideos } from '../../jobs/privacy/remove-files.ts';
import { listWhatStays } from '../../jobs/privacy/what-stays.ts';

/** @throws UserError `people.not-found`. */
export async function previewForgetting(services: Services, personId: string): Promise<ForgetPreview> {
  const { database, settings } = services;
  const { queries } = database;
  const parts = { ...services, programVersion: settings.version };
  const { show, names, runs, episodes, removed } = await readInventory(parts, { personId, withVideos: false });
  const search = searchWords({ personId, names });
  const remains = database.kind === 'embedded' ? 'gone' : 'left';
  const begun = await queries
    .selectFrom('forgettings')
    .select('id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return {
    person: { id: personId, name: names[0] ?? '' },
    items: [...removed],
    videos: await measureVideos(services, episodes),
    kept: await listWhatStays(queries, { show, search, withVideos: false, remains }),
    runs: runs.map(({ id, episode, number }) => ({ id, episode, number })),
    waitsFor: await listUnfinishedRuns(queries, personId),
    isBegun: begun !== undefined,
  };
}
