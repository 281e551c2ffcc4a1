/** `/blobs/*`: where the local store answers its signed URLs, as S3 answers its own. */
import type { FastifyInstance } from 'fastify';
import type { NodeListener } from '../../adapters/blobs/port.ts';

export function addBlobRoutes(app: FastifyInstance, listener: NodeListener): void {
  app.register((scope, _, done) => {
    // The listener reads the body itself, piece by piece and with its own limits.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    scope.route({
      method: ['GET', 'HEAD', 'PUT', 'POST'],
      url: '/blobs/*',
      exposeHeadRoute: false,
      // A video has thousands of parts, and a player asks for many ranges; every URL was signed for its one thing.
      config: { rateLimit: false },
      handler: async (request, reply) => {
        reply.hijack();
        // What CORS and the security headers have put there.
        for (const [name, value] of Object.entries(reply.getHeaders())) {
          if (value !== undefined) reply.raw.setHeader(name, value);
        }
        await listener(request.raw, reply.raw);
      },
    });
    done();
  });
}
