/** Requests to the API and to signed URLs. Node's `fetch` cannot be told to accept a self-signed certificate. */
import http from 'node:http';
import https from 'node:https';
import { UserError } from '../../src/errors.ts';

export interface HttpTarget {
  /** Of the API, without a slash at the end. */
  readonly baseUrl: string;
  readonly key: string | null;
  /** Whether certificates that nobody vouches for are accepted. */
  readonly insecure: boolean;
}

export interface Question {
  readonly method?: string;
  /** A path of the API, or a whole URL. The key is sent to the API alone. */
  readonly to: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly signal?: AbortSignal;
  /** Says nothing of who asks. */
  readonly anonymous?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** An answer that is slower is none, for who waits in front of a page. */
const TIMEOUT_MS = 60_000;

/** The head of the answer; the body is still to come and must be read or destroyed. */
export function openAnswer(target: HttpTarget, question: Question): Promise<http.IncomingMessage> {
  const url = new URL(question.to.startsWith('/') ? target.baseUrl + question.to : question.to);
  const { method = 'GET', body, signal, anonymous = false } = question;
  const isOwn = url.href.startsWith(`${target.baseUrl}/`) && question.to.startsWith('/');
  const headers = {
    ...(isOwn && target.key !== null && !anonymous && { authorization: `Bearer ${target.key}` }),
    ...(body && { 'content-length': String(body.length) }),
    ...question.headers,
  };
  return new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? https.request : http.request;
    const request = ask(url, {
      method,
      headers,
      agent: false,
      rejectUnauthorized: !target.insecure,
      ...(signal && { signal }),
    });
    request.setTimeout(TIMEOUT_MS, () => request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    request.once('response', resolve);
    request.once('error', (cause) =>
      reject(
        new UserError('verify.unreachable', `${method} ${url.origin}${url.pathname}: ${cause.message}.`, {
          cause,
          retryable: true,
        }),
      ),
    );
    request.end(body);
  });
}

export async function ask(target: HttpTarget, question: Question): Promise<Answer> {
  const response = await openAnswer(target, question);
  const pieces: Buffer[] = [];
  for await (const piece of response) pieces.push(piece as Buffer);
  return { status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(pieces).toString() };
}
