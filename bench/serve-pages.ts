/** Serves the built pages and made-up answers of the API from this process. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { LongResult } from './long-result.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/** @param folder of the built pages. */
export async function servePages(folder: string, result: LongResult): Promise<PageServer> {
  const server = createServer((request, response) => {
    answer({ folder, result }, request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function answer(
  { folder, result }: { readonly folder: string; readonly result: LongResult },
  { url = '/' }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (pathname === '/trpc/events.follow') {
    // Stays open: nothing happens.
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: connected\ndata: {}\n\n');
  } else if (pathname.startsWith('/trpc/')) {
    const paths = decodeURIComponent(pathname.slice('/trpc/'.length)).split(',');
    response.setHeader('content-type', 'application/json');
    const answers = paths.map((name) => ({ result: { data: answerOf(result, name) } }));
    // Calls that travel alone are answered alone.
    response.end(JSON.stringify(searchParams.has('batch') ? answers : answers[0]));
  } else if (pathname === '/timeline.json') {
    response.setHeader('content-type', 'application/json');
    response.end(result.timeline);
  } else {
    const file = path.extname(pathname) === '' ? '/index.html' : path.posix.normalize(pathname);
    response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
    response.end(await readFile(path.join(folder, file)));
  }
}

function answerOf({ answers }: LongResult, name: string): unknown {
  if (name in answers) return answers[name];
  throw new Error(`The page asks for ${name}, which bench/long-result.ts does not answer.`);
}
