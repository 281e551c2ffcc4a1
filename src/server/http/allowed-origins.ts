/** Which pages may use the API with the rights of who looks at them. */
import type { ServerConfig } from '../config.ts';

/** Only this machine can reach a server that listens there. */
export function listensOnLoopback({ host }: Pick<ServerConfig, 'host'>): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Those of UI_ORIGIN, and the API's own. On a loopback address also pages of this machine: the development server. */
export function isAllowedOrigin(origin: string, config: Pick<ServerConfig, 'host' | 'baseUrl' | 'uiOrigins'>): boolean {
  if (config.uiOrigins.includes(origin)) return true;
  if (config.baseUrl !== null && new URL(config.baseUrl).origin === origin) return true;
  if (!listensOnLoopback(config) || !URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'http:' && listensOnLoopback({ host: hostname.replace(/^\[|\]$/g, '') });
}
