/** A JSON request to a REST path of the API, its answer checked. */
import { z } from 'zod';
import { UserError } from '../../src/errors.ts';
import { failure } from '../../src/server/contract/failure.ts';
import { type Answer, ask, type HttpTarget } from './http-client.ts';

export interface ApiCall<Shape extends z.ZodType> {
  readonly method?: string;
  readonly path: string;
  readonly body?: object;
  /** Of the answer. */
  readonly shape: Shape;
  readonly signal?: AbortSignal;
}

/** @throws UserError with the API's own code and message when it refuses. */
export async function callApi<Shape extends z.ZodType>(
  target: HttpTarget,
  { method = 'GET', path, body, shape, signal }: ApiCall<Shape>,
): Promise<z.infer<Shape>> {
  const answer = await ask(target, {
    method,
    to: path,
    ...(body && { body: Buffer.from(JSON.stringify(body)), headers: { 'content-type': 'application/json' } }),
    ...(signal && { signal }),
  });
  if (answer.status !== 200) throw refusal(`${method} ${path}`, answer);
  const read = shape.safeParse(JSON.parse(answer.text));
  if (read.success) return read.data;
  const message = `${method} ${path} answers something else than this version of verify knows: use the verify of the deployed version.`;
  throw new UserError('verify.other-version', message, { cause: z.prettifyError(read.error) });
}

function refusal(what: string, { status, text }: Answer): UserError {
  const told = failure.safeParse(readJson(text));
  if (!told.success) return new UserError('verify.refused', `${what}: status ${status}, ${text.slice(0, 200)}`);
  const { code, message, retryable } = told.data;
  return new UserError(code, `${what}: ${status} ${code}: ${message}`, { retryable });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
