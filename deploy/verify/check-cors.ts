import { UserError } from '../../src/errors.ts';
import { ask, type HttpTarget } from './http-client.ts';
import { type Finding, NotChecked } from './report.ts';

/** A page that nobody has allowed; the ending is reserved for such uses (RFC 2606). */
const STRANGER = 'https://verify.invalid';
const HEADERS = 'content-type,authorization';

/** Browsers let the pages of `origin` use the API, with its cookies, and no others. */
export async function checkCors(target: HttpTarget, origin: string | null): Promise<Finding> {
  if (origin === null) throw new NotChecked('--origin names no page that may use the API');
  const own = await preflight(target, origin);
  if (own.allowed !== origin || !own.withCookies) {
    throw new UserError(
      'verify.cors',
      `pages of ${origin} may not use the API: add it to UI_ORIGIN and restart the API.`,
    );
  }
  const missing = ['POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => !own.methods.includes(method));
  if (missing.length > 0) throw new UserError('verify.cors', `pages of ${origin} may not send ${missing.join(', ')}.`);
  const other = await preflight(target, STRANGER);
  if (other.allowed === STRANGER || other.allowed === '*') {
    throw new UserError('verify.cors', `pages of any origin may use the API, such as ${STRANGER}.`);
  }
  return { told: `${origin} may, ${STRANGER} may not`, value: undefined };
}

async function preflight(target: HttpTarget, origin: string) {
  const { headers } = await ask(target, {
    method: 'OPTIONS',
    to: '/trpc/episodes.list',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': HEADERS },
  });
  return {
    allowed: headers['access-control-allow-origin'] ?? null,
    withCookies: headers['access-control-allow-credentials'] === 'true',
    methods: headers['access-control-allow-methods'] ?? '',
  };
}
