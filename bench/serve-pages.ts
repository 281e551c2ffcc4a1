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

interface Served {
  /** Of the built pages. */
  readonly folder: string;
  readonly result: LongResult;
  /** JPEG files, in turn under all addresses that begin with `/crops/`. */
  readonly crops?: readonly Buffer[];
}

export async function servePages(served: Served): Promise<PageServer> {
  const server = createServer((request, response) => {
    answer(served, request, response).catch((error: unknown) => {
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
  { folder, result, crops = [] }: Served,
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
    const isBatch = searchParams.has('batch');
    const input = JSON.parse(searchParams.get('input') ?? '{}') as Record<string, unknown>;
    const answers = paths.map((name, place) => ({
      result: { data: answerOf(result, name, isBatch ? input[place] : input) },
    }));
    // Calls that travel alone are answered alone.
    response.end(JSON.stringify(isBatch ? answers : answers[0]));
  } else if (pathname === '/timeline.json') {
    response.setHeader('content-type', 'application/json');
    response.end(result.timeline);
  } else if (pathname.startsWith('/crops/') && crops.length > 0) {
    response.setHeader('content-type', 'image/jpeg');
    response.end(crops[Number.parseInt(path.basename(pathname), 10) % crops.length]);
  } else {
    const file = path.extname(pathname) === '' ? '/index.html' : path.posix.normalize(pathname);
    response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
    response.end(await readFile(path.join(folder, file)));
  }
}

function answerOf({ answers }: LongResult, name: string, asked: unknown): unknown {
  if (!(name in answers)) throw new Error(`The page asks for ${name}, which nothing made up answers.`);
  const answer = answers[name];
  return typeof answer === 'function' ? answer(asked) : answer;
}
