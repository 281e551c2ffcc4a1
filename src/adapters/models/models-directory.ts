/** Where models are kept unless the user says otherwise. */
import os from 'node:os';
import path from 'node:path';

/**
 * The platform's place for data that can be fetched again: `$XDG_CACHE_HOME` or `~/.cache` on Linux,
 * `~/Library/Caches` on macOS, `%LOCALAPPDATA%` on Windows; below it `screenalytics/models`.
 *
 * @param env the process environment, handed in.
 */
export function defaultModelsDirectory(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string {
  const home = env['HOME'] || env['USERPROFILE'] || os.homedir();
  return path.join(cacheHome(env, platform, home), 'screenalytics', 'models');
}

function cacheHome(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform, home: string): string {
  if (platform === 'win32') return env['LOCALAPPDATA'] || path.join(home, 'AppData', 'Local');
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches');
  const xdg = env['XDG_CACHE_HOME'];
  // The XDG specification says that a relative path there is to be ignored.
  return xdg && path.isAbsolute(xdg) ? xdg : path.join(home, '.cache');
}
