/**
 * Keeps out what a browser is talked into by a foreign page: requests that change something (cross-site request forgery),
 * and, where nobody signs in, requests under a foreign name that points here (DNS rebinding).
 */
import type { FastifyInstance } from 'fastify';
import { UserError } from '../../errors.ts';
import type { ServerConfig } from '../config.ts';
import { isAllowedOrigin, isReachedFromHereOnly, listensOnLoopback } from './allowed-origins.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export function guardOrigin(app: FastifyInstance, config: ServerConfig): void {
  const isLocal = isReachedFromHereOnly(config);
  app.addHook('onRequest', (request, _, done) => {
    const { origin } = request.headers;
    // Browsers name the page that sends a request; other programs have nobody to be talked into it.
    if (!SAFE.has(request.method) && origin !== undefined && !isAllowedOrigin(origin, config)) {
      done(refusal(`Pages of ${origin} may not use this server: list it in UI_ORIGIN if they should.`));
      return;
    }
    const name = request.hostname.replace(/^\[|\]$/g, '').replace(/:\d+$/, '');
    if (isLocal && !listensOnLoopback({ host: name })) {
      done(
        refusal(
          `This server is for this machine alone and does not answer to the name ${name}: use 127.0.0.1, or set API_BASE_URL.`,
        ),
      );
      return;
    }
    done();
  });
}

const refusal = (message: string): UserError => new UserError('access.forbidden', message);
