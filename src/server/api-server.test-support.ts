/** A whole API for a test: embedded database, in-memory Redis, local files, on a free port of the loopback address. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../fixtures/servers/free-port.ts';
import { prepareMigratedDatabase } from '../adapters/database/migrated-database.test-support.ts';
import { readConfig } from './config.ts';
import { type RunningApi, startApi } from './start-api.ts';

export interface TestApi extends RunningApi {
  /** Sends an API key with later calls. */
  authorize(key: string): void;
  /** A JSON request to a REST path. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown; headers: Headers }>;
}

/** @param variables environment variables beyond those that keep the test to itself. */
export async function startTestApi(variables: Readonly<Record<string, string>> = {}): Promise<TestApi> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'screenalytics-api-'));
  const environment = {
    ...process.env,
    PORT: String(await freePort()),
    SCREENALYTICS_DATA_DIR: directory,
    LOG_LEVEL: 'silent',
    REDIS_URL: '',
    DATABASE_URL: '',
    STORAGE_BACKEND: 'local',
    ...variables,
  };
  if (environment.DATABASE_URL === '') {
    await prepareMigratedDatabase(path.join(environment.SCREENALYTICS_DATA_DIR, 'database'));
  }
  let key: string | null = null;
  const api = await startApi(readConfig(environment), { withWorker: true });
  return {
    ...api,
    authorize(given) {
      key = given;
    },
    async call(method, route, body) {
      const response = await fetch(`${api.url}${route}`, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(key !== null && { authorization: `Bearer ${key}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? null : parse(text) };
    },
    async close() {
      await api.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
