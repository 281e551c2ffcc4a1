import { UserError } from '../../src/errors.ts';
import { ask, type HttpTarget } from './http-client.ts';
import { type Finding, NotChecked } from './report.ts';

/** Parts of videos, photographs, and pictures whose points are read. */
const METHODS = ['PUT', 'POST', 'GET'];

/** Where a part of a video was sent to, as it was signed. */
export interface SignedTarget {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Browsers let the pages of `origin` read and write in the storage: on S3, that takes a CORS rule of the bucket. */
export async function checkStorageCors(
  target: HttpTarget,
  origin: string | null,
  { url, headers }: SignedTarget,
): Promise<Finding> {
  if (origin === null) throw new NotChecked('--origin names no page that may use the storage');
  const storage = new URL(url).origin;
  for (const method of METHODS) {
    const answer = await ask(target, {
      method: 'OPTIONS',
      to: url,
      headers: {
        origin,
        'access-control-request-method': method,
        ...(method === 'PUT' && { 'access-control-request-headers': Object.keys(headers).join(',') }),
      },
    });
    const allowed = answer.headers['access-control-allow-origin'];
    const methods = answer.headers['access-control-allow-methods'] ?? '';
    if (answer.status < 300 && (allowed === origin || allowed === '*') && methods.includes(method)) continue;
    throw new UserError(
      'verify.storage-cors',
      `pages of ${origin} may not ${method} at ${storage}: give the bucket a CORS rule for them (deploy/README.md).`,
    );
  }
  return { told: `${origin} may ${METHODS.join(', ')} at ${storage}`, value: undefined };
}
