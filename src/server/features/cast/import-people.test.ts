/** Importing a cast into the embedded database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CastEntry, castEntry } from '../../contract/cast-import.ts';
import { type OpenStores, openStores } from '../../results/open-stores.test-support.ts';
import { exportPeople, importPeople } from './import-people.ts';

let directory: string;
let stores: OpenStores;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'screenalytics-import-'));
  stores = await openStores(directory);
  await stores.database.queries.insertInto('shows').values({ id: 'rhobh', title: 'Housewives' }).execute();
});
afterAll(async () => {
  await stores.close();
  await rm(directory, { recursive: true, force: true });
});

const FILE: CastEntry[] = [
  { name: 'Kyle', aliases: ['KR'], roles: [{ season: 4, role: 'main cast' }], notes: 'sister of Kim' },
  { name: 'Lisa', aliases: [], roles: [{ season: 4, role: 'main cast' }] },
];
const send = (people: readonly Partial<CastEntry>[], dryRun = false) =>
  importPeople(stores, { showId: 'rhobh', people: people.map((each) => castEntry.parse(each)), dryRun });
const outcomes = async (...given: Parameters<typeof send>) => (await send(...given)).map(({ outcome }) => outcome);
const versions = () =>
  stores.database.queries.selectFrom('people').select(['name', 'version', 'updated_at']).orderBy('name').execute();

it('says what it would do, and does nothing then', async () => {
  const planned = await send(FILE, true);
  expect(planned.map(({ outcome, personId }) => [outcome, personId])).toEqual([
    ['made', null],
    ['made', null],
  ]);
  expect(await versions()).toEqual([]);
  expect(await stores.database.queries.selectFrom('seasons').selectAll().execute()).toEqual([]);
});

it('makes people with all that belongs to them, and sent twice changes nothing', async () => {
  const made = await send(FILE);
  expect(made.map(({ outcome }) => outcome)).toEqual(['made', 'made']);
  const before = await versions();
  const again = await send(FILE);
  expect(again.map(({ outcome, personId }) => [outcome, personId])).toEqual(
    made.map(({ personId }) => ['unchanged', personId]),
  );
  expect(await versions()).toEqual(before);
  const { people } = await exportPeople(stores, 'rhobh');
  expect(people).toEqual([
    { name: 'Kyle', aliases: ['KR'], roles: [{ season: 4, role: 'main cast' }], notes: 'sister of Kim' },
    { name: 'Lisa', aliases: [], roles: [{ season: 4, role: 'main cast' }], notes: '' },
  ]);
  expect(await outcomes(people)).toEqual(['unchanged', 'unchanged']);
});

it('changes what differs, and keeps what the file does not speak of', async () => {
  const file = [
    {
      name: 'kr',
      roles: [
        { season: 4, role: 'friend' },
        { season: 5, role: 'main cast' },
      ],
    },
    { name: 'Lisa', aliases: ['kr', 'LVP'], notes: 'restaurants' },
  ];
  expect(await outcomes(file, true)).toEqual(['changed', 'changed']);
  const [kyle, lisa] = await send(file);
  expect(kyle).toMatchObject({ name: 'Kyle', changes: ['friend in season 4', 'main cast in season 5'] });
  expect(lisa?.skipped).toEqual(['The alias “kr”: somebody else of the show is called so.']);
  expect(await exportPeople(stores, 'rhobh')).toEqual({
    people: [
      {
        name: 'Kyle',
        aliases: ['KR'],
        roles: [
          { season: 4, role: 'friend' },
          { season: 5, role: 'main cast' },
        ],
        notes: 'sister of Kim',
      },
      { name: 'Lisa', aliases: ['LVP'], roles: [{ season: 4, role: 'main cast' }], notes: 'restaurants' },
    ],
  });
  expect(await outcomes(file)).toEqual(['unchanged', 'unchanged']);
});

it('makes each person once when it is sent twice at the same time', async () => {
  const file = [{ name: 'Erika' }, { name: 'Dorit' }];
  const both = await Promise.all([send(file), send(file)]);
  expect(both.flat().filter(({ outcome }) => outcome === 'made')).toHaveLength(2);
  expect(new Set(both.flat().map(({ personId }) => personId)).size).toBe(2);
});

it('is refused for a show that there is not', async () => {
  const request = { showId: 'nobody', people: [], dryRun: false };
  await expect(importPeople(stores, request)).rejects.toMatchObject({ code: 'shows.not-found' });
  await expect(exportPeople(stores, 'nobody')).rejects.toMatchObject({ code: 'shows.not-found' });
});
