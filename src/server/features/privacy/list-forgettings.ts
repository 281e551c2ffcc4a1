import type { JobView } from '../../../adapters/jobs/port.ts';
import { UserError } from '../../../errors.ts';
import type { Services } from '../../api/services.ts';
import { type Certificate, certificate as certificateShape, type Forgetting } from '../../contract/privacy.ts';
import { jobOf } from './begin-forgetting.ts';
import { certificateHtml } from './certificate-html.ts';

type ListServices = Pick<Services, 'database' | 'jobs' | 'accounts'>;

/** Newest first. */
export async function listForgettings(services: ListServices): Promise<Forgetting[]> {
  const rows = await services.database.queries
    .selectFrom('forgettings')
    .selectAll()
    .orderBy('number', 'desc')
    .execute();
  const accounts = (await services.accounts?.listAccounts()) ?? [];
  return await Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      number: row.number,
      reference: row.reference,
      withVideos: row.with_videos,
      requestedBy: {
        id: row.requested_by,
        name:
          accounts.find(({ id }) => id === row.requested_by)?.name ??
          (row.requested_by === 'local' ? 'You' : row.requested_by),
      },
      requestedAt: row.requested_at.toISOString(),
      ...(row.finished_at === null ? stateOf(await services.jobs.get(jobOf(row.id)), row.reason) : DONE),
      finishedAt: row.finished_at?.toISOString() ?? null,
      sha256: row.certificate_sha256,
      leftovers: row.certificate === null ? null : countLeftovers(parse(row.certificate)),
    })),
  );
}

const DONE = { state: 'done' as const, reason: null };

function stateOf(job: JobView | null, reason: string | null): Pick<Forgetting, 'state' | 'reason'> {
  if (job === null)
    return { state: 'waiting', reason: 'It goes on when the server is started again, or is tried again.' };
  if (job.state === 'waiting') return { state: 'waiting', reason: job.why.text };
  if (job.state === 'running') return { state: 'running', reason: null };
  if (job.state === 'done') return { state: 'running', reason: null };
  return { state: 'failed', reason: reason ?? job.failure.message };
}

const parse = (text: string): Certificate => certificateShape.parse(JSON.parse(text));
const countLeftovers = ({ search }: Certificate): number => search.found.reduce((sum, { count }) => sum + count, 0);

/** @throws UserError `privacy.not-found`; `privacy.wrong-state` while it is not finished. */
export async function readCertificate({ database }: Pick<Services, 'database'>, id: string) {
  const row = await database.queries
    .selectFrom('forgettings')
    .select(['certificate', 'certificate_sha256'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new UserError('privacy.not-found', `There is no certificate ${id}: look at the list.`);
  if (row.certificate === null || row.certificate_sha256 === null) {
    throw new UserError('privacy.wrong-state', 'It is not finished, so that there is no certificate yet: wait for it.');
  }
  const certificate = parse(row.certificate);
  const { certificate: text, certificate_sha256: sha256 } = row;
  return { text, sha256, certificate, html: certificateHtml(certificate, sha256) };
}

/** @throws UserError `privacy.not-found`, `privacy.wrong-state`. */
export async function requireUnfinished({ database }: Pick<Services, 'database'>, id: string): Promise<void> {
  const row = await database.queries
    .selectFrom('forgettings')
    .select('finished_at')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new UserError('privacy.not-found', `There is no wish ${id}: look at the list.`);
  if (row.finished_at !== null) throw new UserError('privacy.wrong-state', 'It is done: look at its certificate.');
}
