/** The local store's request handler on Node's HTTP server, and on every framework that hands out Node's request and response. */
import { pipeline } from 'node:stream/promises';
import type { BlobRequestHandler } from './local-request-handler.ts';
import type { NodeListener } from './port.ts';

export function toNodeListener(handler: BlobRequestHandler): NodeListener {
  return async (request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort(new Error('The client went away.')));
    // Whoever stops reading a body early still has to answer on this connection, so the body is not destroyed with its reader.
    const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
    const { method, url, headers } = request;
    const answer = await handler(
      { method, url, headers, [Symbol.asyncIterator]: () => body[Symbol.asyncIterator]() },
      gone.signal,
    );
    response.writeHead(answer.status, answer.headers);
    // What is left of a refused body is read off the wire: a sender that is cut off does not hear why.
    request.resume();
    if (answer.body === null || typeof answer.body === 'string') {
      response.end(answer.body);
      return;
    }
    // A client that leaves in the middle is no failure; pipeline has destroyed both ends by then.
    await pipeline(answer.body, response).catch(() => undefined);
  };
}
