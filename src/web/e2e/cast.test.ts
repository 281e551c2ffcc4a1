/** The cast as a person makes it: people, photographs by drop and from an episode, a folder imported, seconds over the episodes. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoClip } from '../../../fixtures/profiles/clip.ts';
import { addEpisode, beginRun, untilRunEndedByApi } from '../../../fixtures/profiles/drive-episode.ts';
import type { Person } from '../../server/contract/cast.ts';
import type { ShowTotals } from '../../server/contract/cast-totals.ts';
import type { Recognition } from '../../server/contract/recognition.ts';
import type { Face, IdentityShape } from '../../server/contract/results.ts';
import { accessibilityFaults } from './audit.test-support.ts';
import { browserMissing, faultsOf, NARROW, picture, type Site, startSite } from './start-site.test-support.ts';

const missing = browserMissing();
const ANALYSIS_MS = 300_000;
/** Networks are loaded first, in a process of its own. */
const READ = { timeout: 120_000 };
const WAITED = { timeout: 30_000 };
const SHOW = 'trial';
const EPISODE = 'trial-s01e01';

const title = `the cast${missing ? `: ${missing}` : ''}`;
describe.skipIf(missing !== null)(title, { timeout: 2 * ANALYSIS_MS }, () => {
  let site: Site;
  let folder: string;
  let page: Page;
  let run: string;
  /** Identities of the run, the longest first. */
  let identities: IdentityShape[];
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'screenalytics-e2e-'));
    site = await startSite();
    const { url } = site;
    const episode = await addEpisode({ url, number: 1, video: { path: await demoClip(24) } });
    run = await beginRun(url, episode);
    expect(await untilRunEndedByApi(url, run, ANALYSIS_MS)).toMatchObject({ state: 'done' });
    identities = (await read<{ items: IdentityShape[] }>(`/runs/${run}/identities`)).items;
    page = await site.open('/cast');
  }, 2 * ANALYSIS_MS);
  afterAll(async () => {
    await site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const read = async <Answer>(route: string): Promise<Answer> =>
    (await (await fetch(site.url + route)).json()) as Answer;
  const people = async (): Promise<Person[]> => (await read<{ items: Person[] }>(`/shows/${SHOW}/people`)).items;
  /** The best face of an identity, as it was cut from the episode. */
  async function crop(place: number): Promise<Buffer> {
    const { number } = identities[place]!;
    const { items } = await read<{ items: Face[] }>(`/runs/${run}/faces?identity=${number}&limit=1`);
    return Buffer.from(await (await fetch(items[0]!.cropUrl!)).arrayBuffer());
  }
  const drop = (name: string, content: Buffer) =>
    page.evaluate(
      ([file, base64]) => {
        const transfer = new DataTransfer();
        const bytes = Uint8Array.from(atob(base64!), (each) => each.charCodeAt(0));
        transfer.items.add(new File([bytes], file!, { type: 'image/jpeg' }));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
      },
      [name, content.toString('base64')],
    );
  const photos = () => page.getByRole('list', { name: 'Photographs' }).getByRole('listitem');

  it('begins with nobody, and with what to do about it; a person is added by keyboard', async () => {
    await page.waitForURL(`**/cast?show=${SHOW}`);
    await page.getByRole('heading', { name: 'Nobody is known yet' }).waitFor();
    await page.keyboard.press('a');
    await page.getByRole('textbox', { name: 'Name' }).fill('Nora');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/cast/*-*');
    await page.getByRole('heading', { level: 1, name: /^Nora/ }).waitFor();
  });

  it('reads a photograph that is dropped, and says when it is ready', async () => {
    await drop('nora.jpg', await crop(0));
    await photos().first().waitFor(WAITED);
    await photos()
      .getByText(/^(Good|Usable|Poor)$/)
      .waitFor(READ);
    const [nora] = await people();
    expect(nora?.photos).toMatchObject([{ state: 'ready', source: 'upload', isFeatured: true }]);
  });

  it('says at once what is no photograph, and of what the server finds no face in', async () => {
    await page.getByLabel('Files of photographs').setInputFiles([
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') },
      {
        name: 'wall.png',
        mimeType: 'image/png',
        buffer: await sharp({ create: { width: 300, height: 300, channels: 3, background: '#a09080' } })
          .png()
          .toBuffer(),
      },
    ]);
    await photos().filter({ hasText: 'Not taken' }).getByText('It is no JPEG, PNG or WebP file.').waitFor();
    await photos().filter({ hasText: 'Not usable' }).getByText('no face was found').waitFor(READ);
  });

  it('warns when a photograph is nearly one of somebody else', async () => {
    await page.goto(`${site.url}/cast?show=${SHOW}`);
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Juno');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Juno/ }).waitFor();
    await drop(
      'again.jpg',
      await sharp(await crop(0))
        .modulate({ brightness: 1.04 })
        .jpeg({ quality: 95 })
        .toBuffer(),
    );
    const card = photos().filter({ hasText: 'Nearly the same as a photograph of Nora' });
    await card.waitFor(READ);
    await picture(page, 'cast-duplicate');
    await card.getByRole('button', { name: 'Remove this photograph' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect.poll(() => photos().count()).toBe(0);
  });

  it('edits where things stand, and shows when somebody else was faster', async () => {
    const juno = (await people()).find(({ name }) => name === 'Juno')!;
    await page.getByLabel('Role in season 1').fill('guest');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await read<Person>(`/people/${juno.id}`)).roles)
      .toEqual([{ season: 1, role: 'guest' }]);
    const notes = page.getByRole('textbox', { name: 'Notes' });
    await notes.focus();
    await fetch(`${site.url}/people/${juno.id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ notes: 'of the other one' }),
    });
    // News of it may arrive while it is being typed: they take nothing away.
    await notes.fill('mine');
    await notes.blur();
    const notice = page.getByRole('alert').filter({ hasText: 'Somebody else has changed Juno' });
    await notice.getByText('of the other one').waitFor(WAITED);
    await notice.getByRole('button', { name: 'Save mine' }).click();
    await expect.poll(async () => (await read<Person>(`/people/${juno.id}`)).notes, WAITED).toBe('mine');
  });

  it('shows where somebody was found and who said so, and recognises them by faces from there', async () => {
    const [, second] = identities;
    const juno = (await people()).find(({ name }) => name === 'Juno')!;
    const answer = await fetch(`${site.url}/runs/${run}/assignments`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ assignments: [{ identity: second!.number, personId: juno.id }] }),
    });
    expect(answer.status).toBe(200);
    const row = page.getByRole('row').filter({ hasText: 'S01E01' });
    await row.getByText('people', { exact: true }).waitFor(WAITED);
    await row.getByRole('button', { name: 'Faces in S01E01' }).click();
    await page
      .getByRole('button', { name: /^Use the face/ })
      .first()
      .click();
    await page.getByText('in use').first().waitFor(WAITED);
    await photos()
      .getByText(/^(Good|Usable|Poor)$/)
      .first()
      .waitFor(READ);
    expect((await read<Person>(`/people/${juno.id}`)).photos).toMatchObject([{ source: 'crop', state: 'ready' }]);
    // The kept table follows by a job.
    await expect
      .poll(async () => (await read<ShowTotals>(`/shows/${SHOW}/totals`)).people.map(({ name }) => name), WAITED)
      .toEqual(['Juno']);
  });

  it('imports a folder after showing what that would do, and does nothing the second time', async () => {
    const cast = path.join(folder, 'people');
    for (const name of ['Nora', 'Iris']) await mkdir(path.join(cast, name), { recursive: true });
    await writeFile(path.join(cast, 'Nora', 'same.jpg'), await crop(0));
    await writeFile(path.join(cast, 'Iris', '1.jpg'), await crop(2));
    await writeFile(
      path.join(cast, 'cast.json'),
      JSON.stringify({ people: [{ name: 'Nora', aliases: ['NN'], roles: [{ season: 1, role: 'main cast' }] }] }),
    );
    await page.goto(`${site.url}/cast?show=${SHOW}`);
    const open = async () => {
      await page.getByRole('button', { name: 'Import and export' }).click();
      await page.getByRole('menuitem', { name: /^Import/ }).click();
      await page.getByLabel('Folder of people').setInputFiles(cast);
    };
    await open();
    const plan = page.getByRole('table', { name: 'What the import does' });
    await plan.getByRole('row').filter({ hasText: 'Nora' }).getByText('Changed').waitFor(WAITED);
    await plan.getByRole('row').filter({ hasText: 'Nora' }).getByText('1 there already').waitFor();
    await plan.getByRole('row').filter({ hasText: 'Iris' }).getByText('1 new').waitFor();
    expect((await people()).map(({ name }) => name)).not.toContain('Iris');
    await picture(page, 'cast-import');
    await page.getByRole('button', { name: 'Import 2 people and 1 photograph' }).click();
    await page.getByText('1 of 1 photographs sent').waitFor(WAITED);
    await page.getByRole('button', { name: 'Close' }).last().click();
    const after = await people();
    expect(after.find(({ name }) => name === 'Nora')).toMatchObject({ aliases: ['NN'], roles: [{ season: 1 }] });
    expect(after.find(({ name }) => name === 'Iris')?.photos).toMatchObject([{ source: 'import' }]);
    await open();
    expect(await page.getByRole('button', { name: 'Nothing to do' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  it('names by the lines that were adopted, in the next analysis', async () => {
    await page.goto(`${site.url}/cast?show=${SHOW}&tab=recognition`);
    await page.getByText(/^Too few to say anything/).waitFor(WAITED);
    const [model] = (await read<Recognition>(`/shows/${SHOW}/recognition`)).models;
    const route = `${site.url}/shows/${SHOW}/naming-lines/${model!.modelId}`;
    const adopted = await fetch(route, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ acceptLikeness: 0.61, askLikeness: 0.34 }),
    });
    expect(adopted.status).toBe(200);
    await page.getByRole('row').filter({ hasText: 'Now: of this show' }).getByText('0.61').waitFor(WAITED);
    const again = await beginRun(site.url, EPISODE);
    expect(await untilRunEndedByApi(site.url, again, ANALYSIS_MS)).toMatchObject({ state: 'done' });
    const { url } = await read<{ url: string }>(`/runs/${again}/artifacts/run.json`);
    const { config } = (await (await fetch(url)).json()) as { config: { naming: object } };
    expect(config.naming).toMatchObject({ acceptLikeness: 0.61, askLikeness: 0.34 });
    await page.getByRole('button', { name: 'Back to the program’s own' }).click();
    await page.getByText('Now: the program’s own').waitFor(WAITED);
  });

  const PAGES = ['cast', 'cast-list', 'cast-season', 'cast-recognition', 'cast-person'] as const;
  const addressOf = async (name: (typeof PAGES)[number]): Promise<string> => {
    if (name === 'cast-person') return `/cast/${(await people()).find((each) => each.name === 'Juno')?.id}`;
    const tab = {
      cast: '',
      'cast-list': '&layout=list',
      'cast-season': '&tab=season',
      'cast-recognition': '&tab=recognition',
    };
    return `/cast?show=${SHOW}${tab[name]}`;
  };
  describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
    it.each(PAGES)('the page %s can be used by everybody, and has no fault', async (name) => {
      const tab = await site.open(await addressOf(name), { theme });
      await tab.getByRole('heading', { level: 1 }).first().waitFor();
      await expect.poll(() => tab.locator('[aria-busy=true], .mantine-Skeleton-root').count(), WAITED).toBe(0);
      await picture(tab, `${name}-${theme}`);
      expect(await accessibilityFaults(tab)).toEqual([]);
      await tab.setViewportSize(NARROW);
      await picture(tab, `${name}-${theme}-narrow`);
      const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, 'what is wider than a phone').toBeLessThanOrEqual(0);
      expect(faultsOf(tab)).toEqual([]);
      await tab.context().close();
    });
  });
});
