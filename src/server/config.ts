/** The settings that come from the environment. This is the only file that reads `process.env`. */
import os from 'node:os';
import { z } from 'zod';
import { UserError } from '../errors.ts';

const text = z.string().min(1).optional().catch(undefined);

const variables = z.object({
  /** Folder that models are kept in. */
  SCREENALYTICS_MODELS_DIR: text,
  /** Programs to use instead of those on PATH. */
  SCREENALYTICS_FFMPEG: text,
  SCREENALYTICS_FFPROBE: text,
  /** Base URL of a mirror of the OpenCV Zoo. */
  SCREENALYTICS_ZOO_URL: z.url().optional(),
  /** See no-color.org. */
  NO_COLOR: text,
});

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
}

/** @throws UserError `config.invalid` naming the variable. */
export function readConfig(): Config {
  const environment = process.env;
  const read = variables.safeParse(environment);
  if (!read.success) {
    const [issue] = read.error.issues;
    const message = `The environment variable ${issue?.path.join('.')} cannot be used: ${issue?.message}. Correct or unset it.`;
    throw new UserError('config.invalid', message, { cause: read.error });
  }
  return {
    modelsDirectory: read.data.SCREENALYTICS_MODELS_DIR ?? null,
    ffmpeg: read.data.SCREENALYTICS_FFMPEG ?? null,
    ffprobe: read.data.SCREENALYTICS_FFPROBE ?? null,
    zooBaseUrl: read.data.SCREENALYTICS_ZOO_URL ?? null,
    colour: read.data.NO_COLOR === undefined,
    home: os.homedir(),
    environment,
  };
}
