/** Every gesture of the review in a real browser, and the seconds that come of it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoVideo } from '../../../fixtures/profiles/clip.ts';
import { addEpisode, beginRun, post, untilRunEndedByApi } from '../../../fixtures/profiles/drive-episode.ts';
import type { LoggedEditShape } from '../../server/contract/review.ts';
import { formatSeconds } from '../lib/format-time.ts';
import { accessibilityFaults } from './audit.test-support.ts';
import { effectOf, type Row, union } from './seconds.test-support.ts';
import { browserMissing, faultsOf, picture, type Site, startSite } from './start-site.test-support.ts';

const missing = browserMissing();
const ANALYSIS_MS = 300_000;
const POLLED = { timeout: 20_000 };

const title = `review${missing ? `: ${missing}` : ''}`;
describe.skipIf(missing !== null)(title, { timeout: 60_000 }, () => {
  let site: Site;
  let page: Page;
  let runId: string;
  let address: string;
  beforeAll(async () => {
    site = await startSite();
    const episode = await addEpisode({ url: site.url, number: 1, video: { path: await demoVideo() } });
    runId = await beginRun(site.url, episode);
    expect((await untilRunEndedByApi(site.url, runId, ANALYSIS_MS)).state).toBe('done');
    address = `/episodes/${episode}/review`;
    page = await site.open(address);
    await stack(1).waitFor();
  }, 2 * ANALYSIS_MS);
  afterAll(() => site?.close());
  beforeEach(async () => {
    // Nothing is marked and no track is open.
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
  });

  const stack = (number: number, on = page) => on.locator(`[data-stack="${number}"]`);
  const read = async <Answer>(route: string): Promise<Answer> =>
    (await (await fetch(site.url + route)).json()) as Answer;
  const table = async () => (await read<{ rows: Row[] }>(`/runs/${runId}/screen-time`)).rows;
  const rowOf = async (identity: number) => (await table()).find(({ identities }) => identities.includes(identity));
  const secondsOf = async (identity: number) => (await rowOf(identity))?.seconds ?? 0;
  const named = async (name: string) => (await table()).find((row) => row.name === name)?.seconds ?? 0;
  const toBecome = (read: () => Promise<number>, seconds: number) => expect.poll(read, POLLED).toBeCloseTo(seconds, 1);
  const highest = async () => {
    const { identities } = await read<{ identities: { number: number }[] }>(`/runs/${runId}/review`);
    return Math.max(...identities.map(({ number }) => number));
  };
  const tracksOf = async (identity: number) =>
    (
      await read<{ items: { number: number; firstSeconds: number; lastSeconds: number }[] }>(
        `/runs/${runId}/review/tracks?of=${identity}`,
      )
    ).items;
  /** Says who the chosen stacks are, as a person types it. */
  const typeName = async (text: string) => {
    await page.getByRole('combobox', { name: 'Name' }).fill(text);
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Name' }).waitFor({ state: 'detached' });
  };

  it('merges a stack that is dragged onto another', async () => {
    const together = union([await rowOf(14), await rowOf(15)]);
    await stack(15).dragTo(stack(14));
    await toBecome(() => secondsOf(14), together);
    expect(await rowOf(15)).toEqual(await rowOf(14));
    await expect.poll(() => stack(15).count()).toBe(0);
  });

  it('says so when somebody is in two places of one frame, and leads there', async () => {
    await page.getByRole('button', { name: 'No conflicts' }).waitFor();
    await stack(13).dragTo(stack(12));
    await page.getByRole('button', { name: '1 conflict' }).click();
    const conflicts = page.getByRole('dialog', { name: 'Conflicts' });
    await conflicts.getByText(/Person 12 is in two places of one frame/).waitFor();
    await conflicts.getByRole('button', { name: 'Show Person 12' }).click();
    await page.getByRole('region', { name: 'Tracks' }).getByRole('heading', { name: 'Person 12' }).waitFor();
    await page.keyboard.press('z');
    await page.getByRole('button', { name: 'No conflicts' }).waitFor();
  });

  it('merges those that are marked by M, into the longest', async () => {
    const together = union([await rowOf(8), await rowOf(12)]);
    await stack(12).click();
    await stack(8).click({ modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('m');
    await toBecome(() => secondsOf(8), together);
    await expect.poll(() => stack(12).count()).toBe(0);
  });

  it('separates outliers where the machine proposes the cut', async () => {
    const before = await secondsOf(8);
    await stack(8).click();
    await page.keyboard.press('o');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Split them off/ })
      .waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => secondsOf(8), POLLED).toBeLessThan(before - 1);
    const made = await highest();
    expect(union([await rowOf(8), await rowOf(made)])).toBeCloseTo(before, 1);
    await stack(made).waitFor();
  });

  it('adds somebody new to the cast by typing their name, and shows whose seconds changed', async () => {
    const seconds = await secondsOf(1);
    await stack(1).click();
    await page.keyboard.press('Shift+A');
    await typeName('Anna Bell');
    await toBecome(() => named('Anna Bell'), seconds);
    const told = page.getByRole('status', { name: 'What the last edit changed' });
    await expect.poll(() => told.textContent(), POLLED).toContain(`+${seconds.toFixed(1)} s Anna Bell`);
  });

  it('assigns by a few letters of a name, and goes on to the next stack', async () => {
    const together = union([await rowOf(1), await rowOf(2)]);
    await stack(2).click();
    await page.keyboard.press('a');
    await typeName('bel');
    await toBecome(() => named('Anna Bell'), together);
    await expect.poll(() => stack(2).getAttribute('data-current')).toBeNull();
  });

  it('takes back the last edit by Z and does it again by Shift+Z', async () => {
    const [alone, together] = [union([{ receipts: (await rowOf(1))!.receipts }]), await named('Anna Bell')];
    expect(together).toBeCloseTo(alone, 1);
    await page.keyboard.press('z');
    await expect.poll(() => named('Anna Bell'), POLLED).toBeLessThan(together - 1);
    await page.keyboard.press('Shift+Z');
    await toBecome(() => named('Anna Bell'), together);
  });

  /** Opens the history and asks what undoing an edit would change. */
  const lookAtUndoOf = async (sentence: string | RegExp) => {
    await page.keyboard.press('h');
    const history = page.getByRole('dialog', { name: 'History' });
    const entry = history.getByRole('listitem').filter({ hasText: sentence });
    await entry.getByRole('button', { name: /^Undo…/ }).click();
    return entry;
  };
  it('undoes an early edit as the look at it before says, keeps the later ones, and does it again', async () => {
    const [merged, anna, whole] = [await secondsOf(14), await named('Anna Bell'), await table()];
    const entry = await lookAtUndoOf('Merged Person 15 into Person 14');
    const effect = entry.getByRole('table', { name: 'What that would change' });
    await effect.waitFor();
    const previewed = await effectOf(effect);
    await picture(page, 'undo-preview');
    expect(await table()).toEqual(whole);
    await entry.getByRole('button', { name: 'Undo it' }).click();
    await expect.poll(() => secondsOf(15), POLLED).toBeGreaterThan(0);
    expect(union([await rowOf(14), await rowOf(15)])).toBeCloseTo(merged, 1);
    expect(await named('Anna Bell')).toBeCloseTo(anna, 1);
    const changes = { 'Person 14': [merged, await secondsOf(14)], 'Person 15': [0, await secondsOf(15)] };
    const shown = Object.entries(changes).map(([who, seconds]) => [who, seconds.map(formatSeconds)] as const);
    expect(previewed).toEqual(Object.fromEntries(shown));
    await entry.locator('s').waitFor();
    await entry.getByRole('button', { name: /^Redo…/ }).click();
    await effect.waitFor();
    const back = shown.map(([who, seconds]) => [who, seconds.toReversed()] as const);
    expect(await effectOf(effect)).toEqual(Object.fromEntries(back));
    await entry.getByRole('button', { name: 'Redo it' }).click();
    await toBecome(() => secondsOf(14), merged);
  });

  it('shows beforehand which later edits an undo takes the ground from', async () => {
    const body = { kind: 'rename', identity: await highest(), name: 'Guest' };
    await post(`${site.url}/runs/${runId}/edits`, { edits: [{ body }] });
    const entry = await lookAtUndoOf(/^Split/);
    await entry.getByText('1 conflict would come of it:').waitFor();
    await entry.getByText(/has no effect: what it speaks of is no longer there/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await entry.getByRole('button', { name: 'Leave it' }).click();
    await entry.getByRole('region').waitFor({ state: 'detached' });
    const { items } = await read<{ items: LoggedEditShape[] }>(`/runs/${runId}/edits`);
    const split = items.find((each) => each.body?.kind === 'split')?.id;
    await post(`${site.url}/runs/${runId}/edits/${split}/undo`, {});
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^\d+ conflicts?$/ }).click();
    const conflicts = page.getByRole('dialog', { name: 'Conflicts' });
    await conflicts.getByRole('button', { name: 'Undo the edit…' }).click();
    const look = conflicts.getByRole('region', { name: 'What undoing it would change' });
    await look.getByText('1 conflict of now would be no more.').waitFor();
    await picture(page, 'review-conflict-undo');
    expect(await accessibilityFaults(page)).toEqual([]);
    await look.getByRole('button', { name: 'Undo it' }).click();
    await conflicts.getByText(/has no effect/).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await post(`${site.url}/runs/${runId}/edits/${split}/redo`, {});
  });

  it('never somebody: what was said of them is taken back', async () => {
    const { receipts } = (await rowOf(1))!;
    const own = await tracksOf(2);
    await stack(2).click();
    await page.keyboard.press('r');
    await typeName('anna');
    await expect.poll(async () => (await rowOf(2))?.name ?? null, POLLED).toBeNull();
    expect(await named('Anna Bell')).toBeLessThan(union([{ receipts }]));
    expect((await tracksOf(2)).map(({ number }) => number)).toEqual(own.map(({ number }) => number));
  });

  it('ignores a picture: it has no seconds any more', async () => {
    await stack(4).click();
    await page.keyboard.press('i');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('p');
    await expect.poll(() => rowOf(4), POLLED).toBeUndefined();
    await expect.poll(() => stack(4).textContent()).toContain('ignored: poster');
  });

  it('splits a track off that is marked in the detail', async () => {
    const before = await rowOf(3);
    await stack(3).click();
    await page.keyboard.press('Enter');
    await page.getByRole('grid').getByRole('row').first().waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('s');
    await expect.poll(() => secondsOf(3), POLLED).toBeLessThan(before!.seconds - 0.5);
    expect(union([await rowOf(3), await rowOf(await highest())])).toBeCloseTo(before!.seconds, 1);
  });

  it('gives crops to the stack that they are dragged onto', async () => {
    const [before, other] = [await rowOf(3), await rowOf(6)];
    await stack(3).click();
    await page.keyboard.press('Enter');
    await page.getByRole('grid').getByRole('gridcell').first().dragTo(stack(6));
    await expect.poll(() => secondsOf(6), POLLED).toBeGreaterThan(other!.seconds + 0.5);
    expect(union([await rowOf(3), await rowOf(6)])).toBeCloseTo(union([before, other]), 1);
  });

  it('a track that is no face counts for nobody', async () => {
    const [before, all] = [await secondsOf(5), await visible()];
    const [first] = await tracksOf(5);
    await stack(5).click();
    await page.keyboard.press('Enter');
    await page.getByRole('grid').getByRole('row').first().waitFor();
    await page.keyboard.press('x');
    await expect.poll(() => secondsOf(5), POLLED).toBeLessThan(before - 0.5);
    expect((await tracksOf(5)).map(({ number }) => number)).not.toContain(first!.number);
    expect(await visible()).toBeLessThanOrEqual(all);
    await page.getByRole('button', { name: 'No faces 1' }).waitFor();
  });
  const visible = async () =>
    (await read<{ faceVisibleSeconds: number }>(`/runs/${runId}/screen-time`)).faceVisibleSeconds;

  it('a track ends where somebody says that it does', async () => {
    const before = await secondsOf(7);
    const [first] = await tracksOf(7);
    await stack(7).click();
    await page.keyboard.press('Enter');
    await page.getByRole('grid').getByRole('row').first().waitFor();
    await page.keyboard.press('b');
    await page.getByRole('textbox', { name: 'Ends' }).fill(String(first!.firstSeconds + 1));
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    const less = first!.lastSeconds - first!.firstSeconds - 1;
    expect(less).toBeGreaterThan(0.5);
    await expect.poll(() => secondsOf(7), POLLED).toBeLessThan(before - less + 0.5);
  });

  it('confirms who the machine suggests', async () => {
    const { items } = await read<{ items: { id: string; name: string }[] }>('/shows/trial/people');
    const { id, name } = items[0]!;
    // No cast was known to the machine here: its suggestion is put into the answer.
    const tab = await site.open('/episodes');
    await tab.route('**/trpc/**review.state**', async (route) => {
      const answer = await route.fetch();
      const suggested = (await answer.text()).replace(
        /("number":9,.*?"suggestion":)null/,
        (_, before: string) => `${before}${JSON.stringify({ id, name, likeness: 0.5 })}`,
      );
      await route.fulfill({ response: answer, body: suggested });
    });
    await tab.goto(site.url + address);
    await stack(9, tab).getByText('perhaps Anna Bell').waitFor();
    await stack(9, tab).click();
    await tab.keyboard.press('c');
    await expect.poll(async () => (await rowOf(9))?.name, POLLED).toBe('Anna Bell');
    await tab.unrouteAll({ behavior: 'ignoreErrors' });
    await tab.context().close();
  });

  it('two browsers converge without a reload', async () => {
    const other = await site.open(address);
    await stack(10, other).waitFor();
    await stack(10).click();
    await page.keyboard.press('n');
    await page.getByRole('dialog').getByLabel('Name').fill('Waiter');
    await page.keyboard.press('Enter');
    await stack(10, other).getByText('Waiter').waitFor();
    await stack(11, other).click();
    await other.keyboard.press('l');
    await stack(11).getByText('Locked').waitFor({ state: 'attached' });
    expect(faultsOf(other)).toEqual([]);
    await other.context().close();
  });

  it('says plainly that what is locked was not changed, and shows it as it is', async () => {
    const seconds = await named('Anna Bell');
    await stack(11).click();
    await page.keyboard.press('a');
    await typeName('anna');
    await page
      .getByText(/locked/i)
      .last()
      .waitFor();
    await page
      .getByRole('alert')
      .filter({ hasText: /edit was not taken/ })
      .waitFor();
    await expect.poll(() => stack(11).textContent()).toContain('Person 11');
    expect(await named('Anna Bell')).toBeCloseTo(seconds, 1);
  });
});
