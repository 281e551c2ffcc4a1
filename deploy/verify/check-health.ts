import { UserError } from '../../src/errors.ts';
import { health } from '../../src/server/contract/health.ts';
import { ask, type HttpTarget } from './http-client.ts';
import type { Finding } from './report.ts';

/** All parts of the API are well. */
export async function checkHealth(target: HttpTarget): Promise<Finding> {
  const { status, text } = await ask(target, { to: '/healthz' });
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // Said below, with what came instead.
  }
  const told = health.safeParse(body);
  if (!told.success) {
    throw new UserError('verify.no-health', `/healthz answers ${status}: ${text.slice(0, 200).trim()}`);
  }
  const { version, redis, storage, db, details = {} } = told.data;
  const remarks = Object.entries(details).map(([part, remark]) => `; ${part}: ${remark}`);
  const what = `version ${version}, redis ${redis}, storage ${storage}, db ${db}${remarks.join('')}`;
  if (status !== 200) throw new UserError('verify.unwell', `/healthz answers ${status}: ${what}`);
  return { told: what, value: undefined };
}
