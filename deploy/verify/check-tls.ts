import { once } from 'node:events';
import tls from 'node:tls';
import { UserError } from '../../src/errors.ts';
import type { HttpTarget } from './http-client.ts';
import { type Finding, NotChecked } from './report.ts';

const DAY_MS = 24 * 3600 * 1000;
/** certbot renews 30 days before the end; with less than this left, it has tried in vain for weeks. */
const LEAST_DAYS = 10;
const TIMEOUT_MS = 10_000;

/** The certificate is for this name, vouched for, and good for some time. */
export async function checkTls({ baseUrl, insecure }: HttpTarget): Promise<Finding> {
  const { protocol, hostname, port } = new URL(baseUrl);
  if (protocol !== 'https:') throw new NotChecked('the address begins with http:, so there is no certificate');
  const host = hostname.replace(/^\[|\]$/g, '');
  const servername = /^[\d.:[\]]+$/.test(hostname) ? '' : host;
  const socket = tls.connect({ host, port: Number(port || 443), servername, rejectUnauthorized: false });
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const certificate = socket.getPeerCertificate();
    const days = Math.floor((Date.parse(certificate.valid_to) - Date.now()) / DAY_MS);
    const what = `${socket.getProtocol()}, for ${nameOf(certificate.subject)}, by ${nameOf(certificate.issuer)}, ${days} days left`;
    if (!socket.authorized && !insecure) {
      throw new UserError('verify.bad-certificate', `${what}: ${explain(String(socket.authorizationError))}`);
    }
    if (days < LEAST_DAYS) throw new UserError('verify.old-certificate', `${what}: look at "certbot renew --dry-run".`);
    return { told: socket.authorized ? what : `${what}; self-signed, let pass by --insecure`, value: undefined };
  } finally {
    socket.destroy();
  }
}

const nameOf = (name: tls.Certificate | undefined): string => String(name?.CN ?? name?.O ?? 'nobody');

function explain(code: string): string {
  if (/SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
    return 'nobody vouches for it (self-signed): get one with install.sh --email, or accept it with --insecure.';
  }
  if (code.includes('ALTNAME')) return 'it is for another name: is the domain the right one?';
  return code;
}
