/** Asks for a person to be forgotten; a job does it. */
import type { z } from 'zod';
import type { OpenTransaction } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import type { Services } from '../../api/services.ts';
import { noteAudit } from '../../audit.ts';
import type * as shape from '../../contract/privacy.ts';
import { listUnfinishedRuns } from '../../jobs/privacy/list-unfinished-runs.ts';
import { searchWords } from '../../jobs/privacy/redact-words.ts';

export type PrivacyServices = Pick<Services, 'database' | 'jobs' | 'operations' | 'clock'>;

/**
 * From here on the person is out of the cast: nobody is recognised as them, and nobody can say that somebody is them.
 *
 * @returns id of the wish, which the certificate will have, too.
 * @throws UserError `people.not-found`, `privacy.not-confirmed`, `privacy.wrong-state`, `privacy.names-the-person`.
 */
export async function beginForgetting(
  services: PrivacyServices,
  { personId, confirm, reference: given, withVideos }: z.infer<typeof shape.forgetPerson>,
  by: string,
): Promise<string> {
  const reference = given ?? null;
  const id = await services.database.transaction(async (transaction) => {
    const { name, names } = await lockPerson(transaction, personId);
    if (confirm.trim() !== name) {
      throw new UserError(
        'privacy.not-confirmed',
        `Type ${name} to remove them from everywhere; "${confirm}" is something else.`,
      );
    }
    if (reference !== null && searchWords({ personId, names }).isSaidIn(reference)) {
      throw new UserError(
        'privacy.names-the-person',
        'The reference names the person, and would stay for good: use the number of the letter, or nothing.',
      );
    }
    const [busy, ...more] = await listUnfinishedRuns(transaction, personId);
    if (busy) {
      const others = more.length > 0 ? `, and ${more.length} more of the show,` : '';
      throw new UserError(
        'privacy.wrong-state',
        `Run ${busy.number} of ${busy.episode}${others} has not ended and may know their photographs: wait for it, or cancel it.`,
      );
    }
    await transaction
      .updateTable('people')
      .set(({ fn, val }) => ({ archived_at: fn.coalesce('archived_at', val(new Date(services.clock.now()))) }))
      .where('id', '=', personId)
      .execute();
    const made = await transaction
      .insertInto('forgettings')
      .values({ person_id: personId, reference, with_videos: withVideos, requested_by: by })
      .returning(['id', 'number'])
      .executeTakeFirstOrThrow();
    await noteAudit(transaction, {
      by,
      action: 'privacy.forget',
      subject: { type: 'certificate', id: made.id },
      detail: { number: made.number, withVideos },
    });
    return made.id;
  });
  await queueForgetting(services, id, by);
  return id;
}

async function lockPerson(transaction: OpenTransaction, personId: string) {
  const person = await transaction
    .selectFrom('people')
    .select('name')
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (!person) throw new UserError('people.not-found', `There is no person ${personId}: look at the cast of the show.`);
  const begun = await transaction
    .selectFrom('forgettings')
    .select('id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (begun)
    throw new UserError('privacy.wrong-state', 'This person is being forgotten already: look at how far it is.');
  const aliases = await transaction
    .selectFrom('person_aliases')
    .select('alias')
    .where('person_id', '=', personId)
    .execute();
  return { name: person.name, names: [person.name, ...aliases.map(({ alias }) => alias)] };
}

export const jobOf = (id: string): string => `forget-${id}`;

/** A job that failed begins again. */
export async function queueForgetting(
  { jobs, operations }: Pick<PrivacyServices, 'jobs' | 'operations'>,
  id: string,
  by: string,
): Promise<void> {
  const job = await jobs.get(jobOf(id));
  if (job?.state === 'failed' || job?.state === 'cancelled') await jobs.retry(job.id);
  else await jobs.add(operations.forgetPerson, { forgetting: id }, { id: jobOf(id), requestedBy: by });
}

/** Goes on with what was asked for and whose jobs are lost, as when a queue died with its process. */
export async function resumeForgettings(services: PrivacyServices): Promise<void> {
  const rows = await services.database.queries
    .selectFrom('forgettings')
    .select(['id', 'requested_by'])
    .where('finished_at', 'is', null)
    .execute();
  for (const { id, requested_by } of rows) {
    if ((await services.jobs.get(jobOf(id))) === null) await queueForgetting(services, id, requested_by);
  }
}
