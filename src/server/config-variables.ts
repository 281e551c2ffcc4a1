/** Every environment variable there is, with what it is for: `.env.example` says the same and is checked against this. */
import { z } from 'zod';

/** An empty variable is one that is not set. */
const given = <Type extends z.ZodType>(type: Type) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), type);

const text = given(z.string().optional());
const count = (fallback: number, most: number) => given(z.coerce.number().int().min(1).max(most).default(fallback));
const LEAST_SECRET = 32;

const origins = given(
  z
    .string()
    .default('')
    .transform((list) => list.split(',').map((each) => each.trim().replace(/\/+$/, '')))
    .transform((list) => list.filter((each) => each !== ''))
    .refine((list) => list.every((each) => URL.canParse(each) && new URL(each).origin === each), {
      error: 'write origins like https://app.example.org, separated by commas.',
    }),
);

const variables = z
  .object({
    SCREENALYTICS_HOST: given(z.string().default('127.0.0.1')).describe(
      'Address to listen on. Only on a loopback address may people use it without signing in.',
    ),
    PORT: given(z.coerce.number().int().min(1).max(65_535).default(8000)).describe('Port of the API.'),
    API_BASE_URL: given(z.url({ protocol: /^https?$/ }).optional()).describe(
      'Where the API is reached from outside, such as https://api.example.org. Unset: where it listens.',
    ),
    UI_ORIGIN: origins.describe(
      'Origins of web pages that may use the API, separated by commas, such as https://app.example.org.',
    ),
    SCREENALYTICS_DATA_DIR: given(z.string().default('data')).describe(
      'Folder for everything that is kept on this machine.',
    ),
    SCREENALYTICS_SECRET: given(
      z
        .string()
        .min(LEAST_SECRET, `it needs ${LEAST_SECRET} characters at least: openssl rand -base64 48 makes one.`)
        .optional(),
    ).describe(
      'Signs URLs and sessions; the same for all API processes. Unset: one is made and kept in the data folder.',
    ),
    REDIS_URL: text.describe(
      'Redis server for jobs and events, such as redis://127.0.0.1:6379/0. Unset: one inside the process.',
    ),
    DATABASE_URL: text.describe(
      'PostgreSQL 15 or later, such as postgresql://user:password@127.0.0.1:5432/screenalytics. Unset: one inside the process.',
    ),
    STORAGE_BACKEND: given(z.enum(['local', 's3']).default('local')).describe(
      'Where videos and results are kept: local (in the data folder) or s3.',
    ),
    AWS_S3_BUCKET: text.describe('Bucket, for STORAGE_BACKEND=s3.'),
    AWS_DEFAULT_REGION: given(z.string().default('us-east-1')).describe('Region of the bucket.'),
    AWS_S3_ENDPOINT: given(z.url().optional()).describe(
      'Another storage that speaks S3. Unset: Amazon. Access keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or the role of the host.',
    ),
    SCREENALYTICS_CONCURRENCY: count(1, 64).describe('Episodes that a worker analyses at a time.'),
    SCREENALYTICS_CHILDREN: given(z.coerce.number().int().min(1).max(64).optional()).describe(
      'Child processes per episode. Unset: one per core, four at most.',
    ),
    SCREENALYTICS_SHARE_S: count(900, 604_800).describe(
      'A video that is longer than so many seconds is shared between workers, a share per so many seconds.',
    ),
    SCREENALYTICS_SOFT_LIMIT_S: count(6000, 604_800).describe(
      'Seconds after which a job is asked to stop. Longer videos get more.',
    ),
    SCREENALYTICS_HARD_LIMIT_S: count(7200, 604_800).describe('Seconds after which a job is ended.'),
    SCREENALYTICS_RETRY_S: count(10, 3600).describe(
      'Seconds until a job that failed for a reason that may pass is tried again; twice as many before the third try.',
    ),
    SCREENALYTICS_TAKE_OVER_S: count(30, 3600).describe(
      'Seconds within which the job of a worker that died is given to another. The same for all processes.',
    ),
    LOG_LEVEL: given(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info')).describe(
      'How much is logged.',
    ),
    SCREENALYTICS_MODELS_DIR: text.describe('Folder that models are kept in. Unset: the cache folder of the platform.'),
    SCREENALYTICS_FFMPEG: text.describe('ffmpeg to use instead of the one on PATH.'),
    SCREENALYTICS_FFPROBE: text.describe('ffprobe to use instead of the one on PATH.'),
    SCREENALYTICS_ZOO_URL: given(z.url().optional()).describe('Base URL of a mirror of the OpenCV Zoo.'),
    NO_COLOR: text.describe('Set to anything: no colours, see no-color.org.'),
  })
  .refine(({ STORAGE_BACKEND, AWS_S3_BUCKET }) => STORAGE_BACKEND !== 's3' || AWS_S3_BUCKET !== undefined, {
    path: ['AWS_S3_BUCKET'],
    error: 'name the bucket, since STORAGE_BACKEND is s3.',
  })
  .refine((set) => set.SCREENALYTICS_SOFT_LIMIT_S <= set.SCREENALYTICS_HARD_LIMIT_S, {
    path: ['SCREENALYTICS_SOFT_LIMIT_S'],
    error: 'it must not be above SCREENALYTICS_HARD_LIMIT_S.',
  });

export const parseVariables = (environment: Readonly<Record<string, string | undefined>>) =>
  variables.safeParse(environment);

/** Names with what they are for, in the order of the file. */
export function describeVariables(): readonly { readonly name: string; readonly purpose: string }[] {
  return Object.entries(variables.shape).map(([name, type]) => ({ name, purpose: type.description ?? '' }));
}
