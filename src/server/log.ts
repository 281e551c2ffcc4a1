/** One JSON line per event, with the request's id where there is one; nothing in it opens a door. */
import type { FastifyBaseLogger } from 'fastify';
import pino from 'pino';
import type { ServerConfig } from './config.ts';

interface LoggedRequest {
  readonly method: string;
  readonly url: string;
  readonly ip: string;
}

export function createLog(level: ServerConfig['logLevel']): FastifyBaseLogger {
  return pino({
    level,
    serializers: {
      err: pino.stdSerializers.err,
      // Without the query: that of a signed URL is a key, and that of a call holds what people typed.
      req: ({ method, url, ip }: LoggedRequest) => ({ method, url: url.split('?')[0], ip }),
    },
  });
}
