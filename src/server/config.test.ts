import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { describeVariables } from './config-variables.ts';

describe('settings', () => {
  it('have values for everything that is not set', () => {
    const { server } = readConfig({ REDIS_URL: ' ', HOME: '/nowhere' });
    expect(server).toMatchObject({ host: '127.0.0.1', port: 8000, redisUrl: null, storage: { kind: 'local' } });
    expect(readConfig({ UI_ORIGIN: 'https://a.example/, http://b.example:81' }).server.uiOrigins).toEqual([
      'https://a.example',
      'http://b.example:81',
    ]);
  });

  it('name every variable that cannot be used in one message', () => {
    const bad = { PORT: 'x', STORAGE_BACKEND: 'ftp', SCREENALYTICS_SECRET: 'short', UI_ORIGIN: 'app.example' };
    expect(() => readConfig(bad)).toThrow(
      expect.objectContaining({
        code: 'config.invalid',
        message: expect.stringMatching(/PORT.*UI_ORIGIN.*SECRET.*STORAGE/s),
      }),
    );
    expect(() => readConfig({ STORAGE_BACKEND: 's3' })).toThrow(/AWS_S3_BUCKET/);
  });

  it('are explained in .env.example, all of them and in order', async () => {
    const text = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
    const expected = describeVariables()
      .map(({ name, purpose }) => `# ${purpose}\n#${name}=\n`)
      .join('\n');
    expect(text.slice(text.indexOf('\n\n') + 2)).toBe(expected);
  });
});
