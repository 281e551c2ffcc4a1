/**
 * Requests to sign in, sign out and read the session: the library answers them, and nothing else it could answer. What is
 * added is the limit on attempts, and one form for errors.
 */
import type { AccountsErrorCode } from './accounts-error.ts';
import { ADDRESS_HEADER, AUTH_PATH } from './auth-library.ts';
import type { Attempt, AttemptSubject } from './sign-in-limits.ts';

export interface RequestSource {
  readonly answer: (request: Request) => Promise<Response>;
  readonly networkOf: (address: string) => string;
  readonly attempt: (subject: AttemptSubject) => Promise<Attempt>;
  readonly removeExpiredSessions: () => Promise<void>;
  /** Of the cookie in these headers. @throws DatabaseError */
  readonly endSession: (headers: Headers) => Promise<void>;
}

const SIGN_IN = `POST ${AUTH_PATH}/sign-in/email`;
const SIGN_OUT = `POST ${AUTH_PATH}/sign-out`;
const GET_SESSION = `GET ${AUTH_PATH}/get-session`;

interface Refusal {
  readonly code: AccountsErrorCode;
  readonly message: string;
}

const FAILED: Refusal = { code: 'accounts.failed', message: 'The server could not answer: try again in a moment.' };
const INVALID: Refusal = {
  code: 'accounts.invalid-request',
  message: 'This is not understood: send JSON with email and password.',
};

/** By the status of the library's answer, whose own words differ from case to case. */
const REFUSALS: Readonly<Record<number, Refusal>> = {
  400: INVALID,
  401: { code: 'accounts.wrong-credentials', message: 'E-mail address or password is wrong: correct them.' },
  403: {
    code: 'accounts.foreign-origin',
    message:
      'The request comes from another site: open the page by its own address, or have it added to the trusted ones.',
  },
  404: { code: 'accounts.no-such-path', message: 'There is nothing at this path.' },
  415: INVALID,
};

/** @param address as the port says. */
export async function handleRequest(request: Request, address: string, source: RequestSource): Promise<Response> {
  const route = `${request.method} ${new URL(request.url).pathname}`;
  if (route === SIGN_IN) return await signIn(request, address, source);
  if (route !== SIGN_OUT && route !== GET_SESSION) return refuse(404);
  const response = await source.answer(withAddress(request, address));
  // The library says that it signed out even when it could not reach the database.
  if (route === SIGN_OUT && response.ok) await source.endSession(request.headers);
  return inOneForm(response);
}

async function signIn(original: Request, address: string, source: RequestSource): Promise<Response> {
  // The library would take forms too, which pages of other sites can send without being asked.
  if (!/^application\/json\b/i.test(original.headers.get('content-type') ?? '')) return refuse(415);
  const request = withAddress(original, address);
  const email = emailIn(await request.clone().text());
  const attempt = await source.attempt({ address: source.networkOf(address), email });
  if (attempt.waitMs > 0) return tooMany(attempt.waitMs);
  const response = await source.answer(request).catch(async (error: unknown) => {
    await attempt.giveBack();
    throw error;
  });
  if (response.ok) {
    await attempt.succeed();
    await source.removeExpiredSessions();
  } else if (response.status !== 401) {
    await attempt.giveBack();
  }
  return inOneForm(response);
}

function withAddress(request: Request, address: string): Request {
  const headers = new Headers(request.headers);
  headers.set(ADDRESS_HEADER, address);
  return new Request(request, { headers });
}

/** Of a body that is none of ours: null. */
function emailIn(body: string): string | null {
  try {
    const { email } = JSON.parse(body) as { email?: unknown };
    return typeof email === 'string' ? email : null;
  } catch {
    return null;
  }
}

function tooMany(waitMs: number): Response {
  const seconds = Math.ceil(waitMs / 1000);
  const refusal: Refusal = {
    code: 'accounts.too-many-attempts',
    message: `There were too many attempts to sign in: wait ${Math.ceil(seconds / 60)} min and try again.`,
  };
  return Response.json(refusal, { status: 429, headers: { 'cache-control': 'no-store', 'retry-after': `${seconds}` } });
}

const refuse = (status: number): Response =>
  Response.json(REFUSALS[status] ?? FAILED, { status, headers: { 'cache-control': 'no-store' } });

/** Keeps cookies and status. */
function inOneForm(response: Response): Response {
  if (response.ok) {
    response.headers.set('cache-control', 'no-store');
    return response;
  }
  const refusal = refuse(response.status);
  for (const cookie of response.headers.getSetCookie()) refusal.headers.append('set-cookie', cookie);
  return refusal;
}
