/** What must not be open to everybody. */
import { UserError } from '../../src/errors.ts';
import { ask, type HttpTarget } from './http-client.ts';
import { type Finding, NotChecked } from './report.ts';

/** Who does not sign in gets nothing. */
export async function checkStrangers(target: HttpTarget): Promise<Finding> {
  if (isLoopback(target)) throw new NotChecked('on a loopback address nobody has to sign in');
  const { status } = await ask(target, { to: '/shows', anonymous: true });
  if (status === 401) return { told: 'without a key or a session: 401', value: undefined };
  throw new UserError(
    'verify.open-door',
    `without a key, /shows answers ${status}: everybody may use this API. Take it off the net and see deploy/README.md.`,
  );
}

/** Figures about the inside are for the inside. */
export async function checkMetrics(target: HttpTarget): Promise<Finding> {
  if (isDirect(target)) throw new NotChecked('no web server in front: the address begins with http:');
  const { status } = await ask(target, { to: '/metrics' });
  if (status === 401 || status === 403 || status === 404) {
    return { told: `/metrics from outside: ${status}`, value: undefined };
  }
  throw new UserError('verify.open-metrics', `/metrics answers ${status} to everybody: use the nginx site of deploy/.`);
}

const isDirect = ({ baseUrl }: HttpTarget): boolean => baseUrl.startsWith('http:');

function isLoopback({ baseUrl }: HttpTarget): boolean {
  const { hostname } = new URL(baseUrl);
  return isDirect({ baseUrl, key: null, insecure: false }) && /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}
