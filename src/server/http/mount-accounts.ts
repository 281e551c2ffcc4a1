/** Signing in over HTTP: hands requests under `/auth/` to the accounts port and its answers back. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts } from '../../adapters/accounts/port.ts';

/** An address and a password are shorter. */
const BODY_LIMIT = 16 * 1024;
/** What the library compares with is the base URL it was given; a client's `Host` counts nothing. */
const ORIGIN = 'http://localhost';

/**
 * A plugin for `app.register(mountAccounts(accounts))`. Who is limited by address is `request.ip`: behind a proxy,
 * Fastify has to be made with `trustProxy`, or all clients are one.
 */
export function mountAccounts(accounts: Pick<Accounts, 'handle'>) {
  return (app: FastifyInstance, _: unknown, done: () => void): void => {
    // Bodies are the library's to parse. Plugins are encapsulated: other routes keep their parsers.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, parsed) => {
      parsed(null, body);
    });
    app.all('/auth/*', async (request, reply) => {
      await sendResponse(reply, await accounts.handle(toRequest(request), request.ip));
      return reply;
    });
    done();
  };
}

/** The headers of a request, as `Accounts.actorOf` wants them. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined) headers.append(name, each);
  }
  return headers;
}

function toRequest(request: FastifyRequest): Request {
  const { method, url, body } = request;
  const hasBody = body instanceof Buffer && method !== 'GET' && method !== 'HEAD';
  return new Request(ORIGIN + url, { method, headers: headersOf(request), ...(hasBody && { body }) });
}

async function sendResponse(reply: FastifyReply, response: Response): Promise<void> {
  reply.status(response.status);
  // Several cookies are several headers, and come one by one.
  for (const [name, value] of response.headers) reply.header(name, value);
  await reply.send(Buffer.from(await response.arrayBuffer()));
}
