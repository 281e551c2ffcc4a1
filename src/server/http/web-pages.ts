/**
 * The built web client, from the API's own address. Some pages have the path of a REST answer, `/episodes` for one: who
 * navigates there with a browser gets the page, every other program the answer.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const ID = '[a-z0-9-]+';
/** As in src/web/routes.tsx. */
const PAGES = new RegExp(
  `^/(sign-in|upload|search|cast(/${ID})?|jobs|health|settings(/audit)?|episodes(/${ID}(/(review(/questions)?|screen-time|exports|compare|runs(/${ID})?))?)?)?/?$`,
);
/** Names of what lies there tell its content: it never changes. */
const A_YEAR_SECONDS = 365 * 24 * 3600;

/** Does nothing where the web client has not been built, as on a host that serves the API alone. */
export async function addWebPages(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(path.join(folder, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    cacheControl: false,
    setHeaders: (response, file) => {
      const isNamedByContent = path.dirname(file).endsWith(`${path.sep}assets`);
      response.setHeader(
        'cache-control',
        isNamedByContent ? `public, max-age=${A_YEAR_SECONDS}, immutable` : 'no-cache',
      );
    },
  });
  app.addHook('onRequest', async (request, reply) => {
    if (!isNavigation(request)) return;
    return await reply.header('vary', 'accept').sendFile('index.html');
  });
}

function isNavigation({ method, headers, url }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return (headers.accept ?? '').includes('text/html') && PAGES.test(url.split('?')[0]!);
}
