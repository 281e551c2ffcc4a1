/** Questions and suggestions in a real browser: what is answered, and the seconds that come of it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoClip } from '../../../fixtures/profiles/clip.ts';
import { addEpisode, beginRun, post, SHOW, untilRunEndedByApi } from '../../../fixtures/profiles/drive-episode.ts';
import type { Person } from '../../server/contract/cast.ts';
import type { AppendedEdits, EditBodyShape, ReviewStateShape, ReviewTrack } from '../../server/contract/review.ts';
import type { ReviewQuestions } from '../../server/contract/review-questions.ts';
import { formatSeconds } from '../lib/format-time.ts';
import { accessibilityFaults } from './audit.test-support.ts';
import { browserMissing, faultsOf, NARROW, picture, type Site, startSite } from './start-site.test-support.ts';

const missing = browserMissing();
const ANALYSIS_MS = 300_000;
const POLLED = { timeout: 30_000 };
/** Networks are loaded first, in a process of its own. */
const READ = { timeout: 120_000 };

interface Row {
  readonly name: string | null;
  readonly identities: readonly number[];
  readonly seconds: number;
}

const title = `questions${missing ? `: ${missing}` : ''}`;
describe.skipIf(missing !== null)(title, { timeout: 120_000 }, () => {
  let site: Site;
  let page: Page;
  let runId: string;
  let address: string;
  beforeAll(async () => {
    site = await startSite();
    const episode = await addEpisode({ url: site.url, number: 1, video: { path: await demoClip(24) } });
    runId = await beginRun(site.url, episode);
    expect((await untilRunEndedByApi(site.url, runId, ANALYSIS_MS)).state).toBe('done');
    address = `/episodes/${episode}/review/questions`;
    // Pieces of the longest stacks lie apart, as if the machine had not known them again.
    const { identities } = await state();
    for (const { number } of identities.toSorted((a, b) => b.tracks - a.tracks).slice(0, 3)) {
      const tracks = (await tracksOf(number)).map((track) => track.number);
      const half = tracks.slice(0, tracks.length >> 1);
      if (half.length > 0) await append({ kind: 'move-tracks', tracks: half, to: 'new' });
    }
    page = await site.open(`${address}?ask=same`);
  }, 2 * ANALYSIS_MS);
  afterAll(() => site?.close());

  const read = async <Answer>(route: string): Promise<Answer> =>
    (await (await fetch(site.url + route)).json()) as Answer;
  const state = () => read<ReviewStateShape>(`/runs/${runId}/review`);
  const append = (...edits: EditBodyShape[]) =>
    post(`${site.url}/runs/${runId}/edits`, { edits: edits.map((body) => ({ body })) }) as Promise<AppendedEdits>;
  const tracksOf = async (identity: number) =>
    (await read<{ items: ReviewTrack[] }>(`/runs/${runId}/review/tracks?of=${identity}`)).items;
  const ask = (more: object = {}) =>
    post(`${site.url}/runs/${runId}/review/questions`, {
      names: false,
      limit: 200,
      ...more,
    }) as Promise<ReviewQuestions>;
  const table = async () => (await read<{ rows: Row[] }>(`/runs/${runId}/screen-time`)).rows;
  const rowOf = async (identity: number) => (await table()).find(({ identities }) => identities.includes(identity));
  const settled = () => page.getByRole('status', { name: 'Settled' });

  it('asks the most settling question first; Y answers it, and the seconds follow', async () => {
    const before = await ask();
    const [first] = before.items;
    expect(first).toMatchObject({ kind: 'same-person', yes: { kind: 'merge' } });
    const [into = 0, from = 0] = first!.identities;
    const alone = (await rowOf(into))!.seconds;
    const told = await settled().textContent();
    await page.getByRole('heading', { name: 'Are these the same person?' }).waitFor();
    await picture(page, 'question-same');
    await page.keyboard.press('y');
    await expect.poll(async () => (await state()).identities.some(({ number }) => number === from), POLLED).toBe(false);
    await expect.poll(async () => (await rowOf(into))?.seconds ?? 0, POLLED).toBeGreaterThan(alone);
    expect((await ask()).settledSeconds).toBeGreaterThan(before.settledSeconds);
    await expect.poll(() => settled().textContent(), POLLED).not.toBe(told);
    await page.getByText(/^1 answer,/).waitFor();
  });

  it('takes the answer back by Z, and asks again at once', async () => {
    const number = (await state()).identities.length;
    await page.keyboard.press('z');
    await expect.poll(async () => (await state()).identities.length, POLLED).toBe(number + 1);
    await page.getByRole('heading', { name: 'Are these the same person?' }).waitFor();
    await page.getByText(/^0 answers,/).waitFor();
  });

  it('passes over what was skipped, and says no by N', async () => {
    const { items } = await ask();
    await page.keyboard.press('s');
    const [, second] = items;
    await page.keyboard.press('n');
    await page.getByText(/^1 answer,/).waitFor();
    const history = async () =>
      (
        await read<{ items: { body: EditBodyShape | null; reason: string | null; isUndone: boolean }[] }>(
          `/runs/${runId}/edits`,
        )
      ).items;
    await expect
      .poll(async () => (await history())[0], POLLED)
      .toMatchObject({ body: { kind: 'different' }, reason: 'question', isUndone: false });
    expect(second?.key).not.toBe(items[0]?.key);
    await page.keyboard.press('z');
    await expect.poll(async () => (await history()).filter(({ isUndone }) => isUndone).length, POLLED).toBe(2);
  });

  it('shows a suggestion that was dismissed never again', async () => {
    await page.goto(`${site.url}${address}?ask=same&tab=suggestions`);
    const rows = page.getByRole('list', { name: /suggestion/ }).getByRole('listitem');
    await rows.first().waitFor();
    const number = await rows.count();
    expect(number).toBeGreaterThan(1);
    const claim = (await rows.last().locator('p').first().textContent())!;
    await rows
      .last()
      .getByRole('button', { name: /^Dismiss/ })
      .click();
    await expect.poll(() => rows.filter({ hasText: claim }).count()).toBe(0);
    await page.getByText(/^1 answer,/).waitFor();
    await expect
      .poll(
        async () =>
          (await read<{ items: { body: { kind: string } | null }[] }>(`/runs/${runId}/edits`)).items[0]?.body?.kind,
        POLLED,
      )
      .toBe('different');
    await page.reload();
    await rows.first().waitFor();
    expect(await rows.filter({ hasText: claim }).count()).toBe(0);
  });

  it('accepts all above a line as the preview says, in one step that can be taken back', async () => {
    const line = page.getByRole('region', { name: 'Accept above a line' });
    const effect = line.getByRole('table', { name: 'What that would change' });
    await effect.waitFor();
    await picture(page, 'suggestions-preview');
    const before = await state();
    const longest = effect.getByRole('row').nth(1);
    const [now, then] = await longest.getByRole('cell').allTextContents();
    const identity = Number(/\d+$/.exec((await longest.getByRole('rowheader').textContent())!)?.[0]);
    const button = line.getByRole('button', { name: /^Accept \d+$/ });
    const number = Number((await button.textContent())?.replace(/\D/g, ''));
    expect(number).toBeGreaterThan(0);
    await button.click();
    await expect.poll(async () => (await state()).identities.length, POLLED).toBe(before.identities.length - number);
    expect((await rowOf(identity))?.seconds ?? 0).toBeCloseTo(secondsOf(then!), 0);
    expect(secondsOf(then!)).not.toBe(secondsOf(now!));
    await page.getByRole('button', { name: /^Undo the last/ }).click();
    await expect.poll(async () => (await state()).identities.length, POLLED).toBe(before.identities.length);
    expect((await rowOf(identity))?.seconds ?? 0).toBeCloseTo(secondsOf(now!), 0);
  });

  const undo = async ({ edits }: AppendedEdits) => {
    for (const { id } of edits.toReversed()) await post(`${site.url}/runs/${runId}/edits/${id}/undo`, {});
  };
  /** Opens the questions and skips what is asked before. */
  const openAt = async (heading: string | RegExp, search: string) => {
    await page.goto(`${site.url}${address}${search}`);
    const card = page.getByRole('region', { name: 'Question' });
    await card.waitFor();
    for (let times = 0; times < 12; times += 1) {
      if (await page.getByRole('heading', { name: heading }).isVisible()) break;
      const asked = await card.innerHTML();
      await page.keyboard.press('s');
      await expect.poll(() => card.innerHTML(), POLLED).not.toBe(asked);
    }
    await page.getByRole('heading', { name: heading }).waitFor();
  };

  it('gives a track that nobody has to somebody by a digit', async () => {
    const [longest] = (await state()).identities.toSorted((a, b) => b.seconds - a.seconds);
    const [track] = (await tracksOf(longest!.number)).toSorted(
      (a, b) => b.lastSeconds - b.firstSeconds - (a.lastSeconds - a.firstSeconds),
    );
    const loose = await append({ kind: 'move-tracks', tracks: [track!.number], to: 'unassigned' });
    const asked = (await ask({ kinds: ['whose'] })).items.find(({ tracks }) => tracks[0] === track!.number);
    const [, second = 0] = asked!.identities;
    await openAt('Nobody has this track. Who of these is it?', '?ask=same');
    await picture(page, 'question-whose');
    await page.keyboard.press('2');
    const owned = async () => (await tracksOf(second)).some(({ number }) => number === track!.number);
    await expect.poll(owned, POLLED).toBe(true);
    await page.keyboard.press('z');
    await expect.poll(owned, POLLED).toBe(false);
    await undo(loose);
  });

  it('parts those that are marked from the rest', async () => {
    const [into, from] = (await state()).identities.toSorted((a, b) => b.seconds - a.seconds);
    const merged = await append({ kind: 'merge', into: into!.number, from: [from!.number] });
    const [asked] = (await ask({ kinds: ['which-not'] })).items.filter(
      ({ identities }) => identities[0] === into!.number,
    );
    expect(asked!.tracks.length).toBeGreaterThan(0);
    await openAt('Which of these does not belong?', '?ask=same');
    const tiles = page.getByRole('button', { name: /is somebody else$/ });
    await expect.poll(() => tiles.and(page.locator('[aria-pressed=true]')).count(), POLLED).toBe(asked!.tracks.length);
    await picture(page, 'question-which-not');
    const before = (await state()).identities.length;
    await page.keyboard.press('y');
    await expect.poll(async () => (await state()).identities.length, POLLED).toBe(before + 1);
    const left = (await tracksOf(into!.number)).map(({ number }) => number);
    expect(asked!.tracks.filter((number) => left.includes(number))).toEqual([]);
    await page.keyboard.press('z');
    await expect.poll(async () => (await state()).identities.length, POLLED).toBe(before);
    await undo(merged);
  });

  it('asks at once which of several are the same person: a digit marks, Y says it, and one Z takes all back', async () => {
    const before = (await state()).identities.length;
    await openAt(/^Which of these are the same person as/, '?ask=same');
    await picture(page, 'question-which-same');
    expect(await accessibilityFaults(page)).toEqual([]);
    const size = page.viewportSize()!;
    await page.setViewportSize(NARROW);
    await picture(page, 'question-which-same-narrow');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, 'what is wider than a phone').toBeLessThanOrEqual(0);
    await page.setViewportSize(size);
    const heading = page.getByRole('heading', { name: /^Which of these are/ });
    const into = Number(/(\d+)\?$/.exec((await heading.textContent())!)?.[1]);
    const shown = page.getByRole('list', { name: 'Who may be the same person' }).getByRole('button');
    const names = await shown.getByText(/^Person \d+$/).allTextContents();
    const among = names.map((name) => Number(/\d+/.exec(name)?.[0]));
    expect(among.length).toBeGreaterThan(1);
    const alone = (await rowOf(into))!.seconds;
    // Only the first is: of the others it is said that they are somebody else.
    for (const place of among.keys()) {
      const isMarked = (await shown.nth(place).getAttribute('aria-pressed')) === 'true';
      if (isMarked !== (place === 0)) await page.keyboard.press(String(place + 1));
    }
    await page.getByRole('button', { name: 'The marked one is' }).waitFor();
    await page.keyboard.press('y');
    await expect.poll(async () => (await state()).identities.length, POLLED).toBe(before - 1);
    expect((await state()).identities.some(({ number }) => number === among[0])).toBe(false);
    expect((await rowOf(into))!.seconds).toBeGreaterThan(alone);
    const history = async () =>
      (await read<{ items: { body: EditBodyShape | null; isUndone: boolean }[] }>(`/runs/${runId}/edits`)).items;
    const undone = (await history()).filter(({ isUndone }) => isUndone).length;
    const said = (await history()).slice(0, among.length);
    expect(said.map(({ body }) => body?.kind)).toEqual(['merge', ...among.slice(1).map(() => 'different')]);
    await page.keyboard.press('z');
    await expect.poll(async () => (await state()).identities.length, POLLED).toBe(before);
    await expect
      .poll(async () => (await history()).filter(({ isUndone }) => isUndone).length, POLLED)
      .toBe(undone + among.length);
    expect((await rowOf(into))!.seconds).toBeCloseTo(alone, 3);
  });

  it('asks of somebody who looks like a photograph whether it is them: Y names them, N bars them', async () => {
    const [longest] = (await state()).identities.toSorted((a, b) => b.seconds - a.seconds);
    const lisa = (await post(`${site.url}/shows/${SHOW}/people`, { name: 'Lisa' })) as Person;
    const face = { runId, faceNumber: longest!.crops[0]!.face };
    await post(`${site.url}/people/${lisa.id}/photos/from-face`, face);
    const photos = async () => (await read<Person>(`/people/${lisa.id}`)).photos;
    await expect.poll(async () => (await photos())[0]?.state, READ).toBe('ready');
    const { job } = (await post(`${site.url}/runs/${runId}/refresh-similarity`, {})) as { job: string };
    await expect.poll(async () => (await read<{ state: string }>(`/jobs/${job}`)).state, READ).toBe('done');

    const asksLisa = async () => (await ask({ kinds: ['is-person'], names: true })).items;
    const [asked] = await asksLisa();
    const [number = 0] = asked!.identities;
    expect(asked).toMatchObject({ person: { id: lisa.id, name: 'Lisa' }, yes: { kind: 'confirm', identity: number } });
    const [before, settledBefore] = [await rowOf(number), (await ask({ names: true })).settledSeconds];
    expect(before).toMatchObject({ name: null });
    const told = await site.open(address.replace(/review.*/, 'screen-time'));
    const inTable = told.getByRole('row').filter({ has: told.getByText('Lisa', { exact: true }) });
    await told.getByRole('row').nth(1).waitFor();
    expect(await inTable.count()).toBe(0);

    await openAt('Is this Lisa?', '');
    const loaded = () =>
      page
        .getByRole('region', { name: 'Question' })
        .locator('img')
        .evaluateAll((all) => all.every((each) => each instanceof HTMLImageElement && each.naturalWidth > 0));
    await expect.poll(loaded, POLLED).toBe(true);
    await picture(page, 'question-is-person');
    await page.keyboard.press('y');
    await expect.poll(() => rowOf(number), POLLED).toMatchObject({ name: 'Lisa', seconds: before!.seconds });
    await inTable.filter({ hasText: formatSeconds(before!.seconds) }).waitFor(POLLED);
    await page.getByText(/^1 answer,/).waitFor();
    expect((await ask({ names: true })).settledSeconds).toBeGreaterThan(settledBefore);

    await page.keyboard.press('z');
    await expect.poll(() => rowOf(number), POLLED).toEqual(before);
    await inTable.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Is this Lisa?' }).waitFor();
    await page.keyboard.press('n');
    const barred = async () => (await state()).identities.find((each) => each.number === number)?.never;
    await expect.poll(barred, POLLED).toEqual([{ id: lisa.id, name: 'Lisa' }]);
    expect(await rowOf(number)).toEqual(before);
    expect((await asksLisa()).map(({ key }) => key)).not.toContain(asked!.key);
    await page.keyboard.press('z');
    await expect.poll(barred, POLLED).toEqual([]);
    expect(faultsOf(told)).toEqual([]);
    await told.context().close();
  });

  it('takes a name by Enter, and stops when enough is settled', async () => {
    const unnamed = async () => (await state()).identities.filter(({ isSettled }) => !isSettled).length;
    const before = await unnamed();
    await openAt('Who is this?', '');
    await picture(page, 'question-who');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Name' }).fill('Nora');
    await page.keyboard.press('Enter');
    await expect.poll(unnamed, POLLED).toBe(before - 1);
    expect((await table()).some(({ name }) => name === 'Nora')).toBe(true);
    // The rest is said elsewhere.
    const open = (await state()).identities.filter(({ isSettled }) => !isSettled);
    const said = await append(
      ...open.map(({ number }): EditBodyShape => ({ kind: 'assign', identity: number, personId: null })),
    );
    const summary = page.getByRole('region', { name: 'Summary' });
    await summary.getByRole('heading', { name: 'Enough is settled' }).waitFor(POLLED);
    await picture(page, 'question-summary');
    await summary.getByRole('button', { name: 'Undo all 1 of this sitting' }).click();
    await expect.poll(async () => (await table()).some(({ name }) => name === 'Nora'), POLLED).toBe(false);
    expect(faultsOf(page)).toEqual([]);
    // What follows has questions to look at.
    await undo(said);
  });

  const PAGES = [
    ['questions', ''],
    ['questions-same', '?ask=same'],
    ['suggestions', '?tab=suggestions'],
  ] as const;
  describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
    it.each(PAGES)('the page %s can be used by everybody, and has no fault', async (name, search) => {
      const tab = await site.open(address + search, { theme });
      await tab.getByRole('status', { name: 'Settled' }).waitFor();
      await expect.poll(() => tab.locator('[aria-busy=true], .mantine-Skeleton-root').count(), POLLED).toBe(0);
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

/** Of `1:02.3`. */
const secondsOf = (clock: string): number => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
