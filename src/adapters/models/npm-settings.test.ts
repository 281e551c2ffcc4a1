import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readNpmSettings } from './npm-settings.ts';

describe('npm settings', () => {
  let home: string;
  let project: string;
  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'npm home '));
    project = await mkdtemp(path.join(tmpdir(), 'npm project '));
    await writeFile(
      path.join(home, '.npmrc'),
      [
        '; a comment',
        '# registry=https://comment.example/',
        'registry = https://user.example/npm/',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: this is .npmrc's own syntax
        '//user.example/npm/:_authToken=${TOKEN}',
        'strict-ssl=false',
        'fund=false',
        'cache="/home/me/my cache"',
        '',
      ].join('\r\n'),
    );
    await writeFile(path.join(project, '.npmrc'), 'fetch-retries=5\n');
  });
  afterAll(async () => {
    await rm(home, { recursive: true, force: true });
    await rm(project, { recursive: true, force: true });
  });

  it('come from the user’s and the project’s .npmrc, in pacote’s names', async () => {
    expect(await readNpmSettings({ env: { TOKEN: 'abc=' }, directory: project, home })).toEqual({
      registry: 'https://user.example/npm/',
      '//user.example/npm/:_authToken': 'abc=',
      strictSSL: false,
      fetchRetries: 5,
      cache: path.join('/home/me/my cache', '_cacache'),
    });
  });

  it('give way to npm_config_ variables', async () => {
    const env = { npm_config_registry: 'https://env.example/', NPM_CONFIG_HTTPS_PROXY: 'http://proxy.example:3128' };
    const settings = await readNpmSettings({ env, directory: project, home });
    expect(settings).toMatchObject({ registry: 'https://env.example/', httpsProxy: 'http://proxy.example:3128' });
    const other = { npm_config_userconfig: path.join(home, 'none'), npm_config_registry: '' };
    expect(await readNpmSettings({ env: other, directory: home, home: project })).toMatchObject({
      registry: 'https://user.example/npm/',
    });
  });

  it('are empty where nothing is configured', async () => {
    const nowhere = path.join(home, 'nowhere');
    expect(await readNpmSettings({ env: {}, directory: nowhere, home: nowhere })).toEqual({});
  });
});
