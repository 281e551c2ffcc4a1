/** Which pages may use the API with the rights of who looks at them. */
import type { ServerConfig } from '../config.ts';

/** Only this machine can reach a server that listens there. */
export function listensOnLoopback({ host }: Pick<ServerConfig, 'host'>): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** Whether everybody who uses the server sits at this machine: no web server in front of it lets others in. */
export function isReachedFromHereOnly(config: Pick<ServerConfig, 'host' | 'baseUrl'>): boolean {
  if (!listensOnLoopback(config)) return false;
  return config.baseUrl === null || listensOnLoopback({ host: bareHost(new URL(config.baseUrl)) });
}

/** An IPv6 address without its brackets. */
const bareHost = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** Those of UI_ORIGIN, and the API's own. Where nobody else reaches the server, also pages of this machine: the development server. */
export function isAllowedOrigin(origin: string, config: Pick<ServerConfig, 'host' | 'baseUrl' | 'uiOrigins'>): boolean {
  if (config.uiOrigins.includes(origin)) return true;
  if (config.baseUrl !== null && new URL(config.baseUrl).origin === origin) return true;
  if (!isReachedFromHereOnly(config) || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.protocol === 'http:' && listensOnLoopback({ host: bareHost(url) });
}
