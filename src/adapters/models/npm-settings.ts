/** The user's npm configuration, as far as fetching one public package needs it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Options for pacote: `registry`, `cache` (npm's content cache), proxies, certificates, timeouts, and the
 * registry-bound settings whose names begin with `//` (credentials of a private mirror go to that mirror only).
 */
export type NpmSettings = Readonly<Record<string, string | number | boolean>>;

type Environment = Readonly<Record<string, string | undefined>>;

/** npm's names to pacote's. Numbers and booleans are converted. */
const OPTION_NAMES: Readonly<Record<string, string>> = {
  registry: 'registry',
  proxy: 'proxy',
  'https-proxy': 'httpsProxy',
  noproxy: 'noProxy',
  'strict-ssl': 'strictSSL',
  'fetch-retries': 'fetchRetries',
  'fetch-timeout': 'timeout',
};

/**
 * Reads what npm itself would: `npm_config_*` variables first, then the project's `.npmrc`, then the user's. pacote
 * reads neither, and npm sets the variables only for what it runs itself.
 *
 * @param places `env`: the process environment; `directory`: the project, usually the working directory; `home`: the
 * user's home directory.
 */
export async function readNpmSettings(places: {
  readonly env: Environment;
  readonly directory: string;
  readonly home: string;
}): Promise<NpmSettings> {
  const { env, directory, home } = places;
  const fromEnv = npmVariables(env);
  const userFile = fromEnv['userconfig'] ?? path.join(home, '.npmrc');
  const merged = {
    ...(await readNpmrc(userFile, env)),
    ...(await readNpmrc(path.join(directory, '.npmrc'), env)),
    ...fromEnv,
  };
  const settings: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(merged)) {
    const option = name.startsWith('//') ? name : OPTION_NAMES[name];
    if (option !== undefined) settings[option] = typed(value);
  }
  // pacote takes npm's content cache and the certificates themselves, npm's settings name a folder and a file.
  if (merged['cache'] !== undefined) settings['cache'] = path.join(merged['cache'], '_cacache');
  if (merged['cafile'] !== undefined) settings['ca'] = await readFile(merged['cafile'], 'utf8');
  return settings;
}

function npmVariables(env: Environment): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const match = /^npm_config_(?!_)(.+)$/i.exec(name);
    if (match?.[1] && value) found[match[1].toLowerCase().replaceAll('_', '-')] = value;
  }
  return found;
}

async function readNpmrc(file: string, env: Environment): Promise<Record<string, string>> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch {
    // npm goes on without an .npmrc that is not there or not readable, and so do we.
    return {};
  }
  const found: Record<string, string> = {};
  for (const line of content.split(/\r?\n/)) {
    const match = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line);
    if (!match?.[1] || !match[2]) continue;
    const value = match[2].replace(/^(["'])(.*)\1$/, '$2');
    found[match[1]] = value.replace(/\$\{([^}]+)\}/g, (whole, name: string) => env[name] ?? whole);
  }
  return found;
}

function typed(value: string): string | number | boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^\d+$/.test(value) ? Number(value) : value;
}
