/** The description of the REST paths, generated from the procedures. */
import { generateOpenApiDocument } from 'trpc-to-openapi';
import { appRouter } from '../api/app-router.ts';

export function openApiDocument({ version, baseUrl }: { version: string; baseUrl: string }): object {
  return generateOpenApiDocument(appRouter, {
    title: 'Screenalytics',
    version,
    baseUrl,
    description:
      'Per-person seconds of screen time. The same procedures are served over tRPC under /trpc. Sign in for a session cookie, or send an API key as the header Authorization: Bearer KEY. Admins see the queues from inside at /admin/queues/.',
    securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
  });
}
