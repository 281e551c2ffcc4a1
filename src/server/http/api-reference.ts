/** `/docs`: the REST paths to read and try; `/openapi.json`: the same for programs. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { openApiDocument } from './openapi-document.ts';

export async function addApiReference(
  app: FastifyInstance,
  about: { version: string; baseUrl: string },
): Promise<void> {
  const document = openApiDocument(about);
  await app.register(swagger, { mode: 'static', specification: { document: document as never } });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true, transformSpecificationClone: true });
  app.get('/openapi.json', () => document);
}
