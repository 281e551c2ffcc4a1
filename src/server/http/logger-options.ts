/** One JSON line per event, with the request's id; nothing in it opens a door. */
import type { FastifyLoggerOptions } from 'fastify';
import type { ServerConfig } from '../config.ts';

interface LoggedRequest {
  readonly method: string;
  readonly url: string;
  readonly ip: string;
}

export function loggerOptions(level: ServerConfig['logLevel']): FastifyLoggerOptions & { level: string } {
  return {
    level,
    serializers: {
      // Without the query: that of a signed URL is a key, and that of a call holds what people typed.
      req: ({ method, url, ip }: LoggedRequest) => ({ method, url: url.split('?')[0], ip }),
    },
  } as FastifyLoggerOptions & { level: string };
}
