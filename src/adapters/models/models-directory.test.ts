import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultModelsDirectory } from './models-directory.ts';

describe('the default models directory', () => {
  const home = path.resolve('/home/me');
  it.each([
    ['linux', { HOME: home }, path.join(home, '.cache')],
    ['linux', { HOME: home, XDG_CACHE_HOME: path.resolve('/fast') }, path.resolve('/fast')],
    ['linux', { HOME: home, XDG_CACHE_HOME: 'relative' }, path.join(home, '.cache')],
    ['darwin', { HOME: home }, path.join(home, 'Library', 'Caches')],
    ['win32', { USERPROFILE: home, LOCALAPPDATA: path.resolve('/local') }, path.resolve('/local')],
    ['win32', { USERPROFILE: home }, path.join(home, 'AppData', 'Local')],
  ] as const)('on %s with %j', (platform, env, cache) => {
    expect(defaultModelsDirectory(env, platform)).toBe(path.join(cache, 'screenalytics', 'models'));
  });
});
