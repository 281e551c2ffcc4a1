/** The settings that come from the environment. This is the only file that reads `process.env`. */
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { parseVariables } from './config-variables.ts';

export interface Config {
  /** Null: the platform's cache folder. */
  readonly modelsDirectory: string | null;
  readonly ffmpeg: string | null;
  readonly ffprobe: string | null;
  readonly zooBaseUrl: string | null;
  /** False when the user does not want colours. */
  readonly colour: boolean;
  readonly home: string;
  /** All variables, for readers of other programs' settings: npm's, the cache folders of the platform. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly server: ServerConfig;
}

export interface ServerConfig {
  readonly host: string;
  readonly port: number;
  /** Where the API is reached from outside, without a slash at the end; null: where it listens. */
  readonly baseUrl: string | null;
  /** Origins of pages that may use the API, besides its own. */
  readonly uiOrigins: readonly string[];
  /** Everything that is kept on this machine: database, objects, work in progress. */
  readonly dataDirectory: string;
  /** Null: a Redis inside this process. */
  readonly redisUrl: string | null;
  /** Null: a database inside this process. */
  readonly databaseUrl: string | null;
  readonly storage: { readonly kind: 'local' } | S3Storage;
  /** Signs URLs and sessions. Null: one that is made once and kept in the data directory. */
  readonly secret: string | null;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  readonly jobs: JobConfig;
}

export interface S3Storage {
  readonly kind: 's3';
  readonly bucket: string;
  readonly region: string;
  readonly endpoint: string | null;
}

export interface JobConfig {
  /** Episodes that one worker analyses at a time. */
  readonly concurrency: number;
  /** Child processes per episode; null: as many as the machine has cores, four at most. */
  readonly children: number | null;
  /** A video that is longer is shared between workers, a share per so many seconds. */
  readonly shareSeconds: number;
  /** Time limits of a job, in seconds. */
  readonly softLimitSeconds: number;
  readonly hardLimitSeconds: number;
  /** Until a job that failed is tried again. */
  readonly retrySeconds: number;
  /** Within which the job of a worker that died is given to another. */
  readonly takeOverSeconds: number;
}

/** @throws UserError `config.invalid` naming every variable that cannot be used. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const read = parseVariables(environment);
  if (!read.success) {
    const issues = read.error.issues.map(
      ({ path: [name], message }) => `${String(name)}: ${message.replace(/[.;]?$/, '.')}`,
    );
    const message = `These environment variables cannot be used. ${issues.join(' ')} Correct or unset them; .env.example explains each.`;
    throw new UserError('config.invalid', message, { cause: z.prettifyError(read.error) });
  }
  const set = read.data;
  return {
    modelsDirectory: set.SCREENALYTICS_MODELS_DIR ?? null,
    ffmpeg: set.SCREENALYTICS_FFMPEG ?? null,
    ffprobe: set.SCREENALYTICS_FFPROBE ?? null,
    zooBaseUrl: set.SCREENALYTICS_ZOO_URL ?? null,
    colour: set.NO_COLOR === undefined,
    home: os.homedir(),
    environment,
    server: {
      host: set.SCREENALYTICS_HOST,
      port: set.PORT,
      baseUrl: set.API_BASE_URL?.replace(/\/+$/, '') ?? null,
      uiOrigins: set.UI_ORIGIN,
      dataDirectory: path.resolve(set.SCREENALYTICS_DATA_DIR),
      redisUrl: set.REDIS_URL ?? null,
      databaseUrl: set.DATABASE_URL ?? null,
      storage:
        set.STORAGE_BACKEND === 's3'
          ? {
              kind: 's3',
              bucket: set.AWS_S3_BUCKET ?? '',
              region: set.AWS_DEFAULT_REGION,
              endpoint: set.AWS_S3_ENDPOINT ?? null,
            }
          : { kind: 'local' },
      secret: set.SCREENALYTICS_SECRET ?? null,
      logLevel: set.LOG_LEVEL,
      jobs: {
        concurrency: set.SCREENALYTICS_CONCURRENCY,
        children: set.SCREENALYTICS_CHILDREN ?? null,
        shareSeconds: set.SCREENALYTICS_SHARE_S,
        softLimitSeconds: set.SCREENALYTICS_SOFT_LIMIT_S,
        hardLimitSeconds: set.SCREENALYTICS_HARD_LIMIT_S,
        retrySeconds: set.SCREENALYTICS_RETRY_S,
        takeOverSeconds: set.SCREENALYTICS_TAKE_OVER_S,
      },
    },
  };
}
