import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../server/api-server.test-support.ts';
import { createClient } from './create-client.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

it('calls procedures with their types, and tells what was refused', async () => {
  const client = createClient({ baseUrl: `${api.url}/` });
  const made = await client.episodes.create.mutate({ showId: 'demo', showTitle: 'Demo', season: 1, number: 1 });
  expect(made.id).toBe('demo-s01e01');
  const [list, one] = await Promise.all([
    client.episodes.list.query({}),
    client.episodes.get.query({ id: 'demo-s01e01' }),
  ]);
  expect(list.items).toEqual([one]);
  const refusal = client.episodes.get.query({ id: 'nobody' });
  await expect(refusal).rejects.toMatchObject({ data: { failure: { code: 'episodes.not-found' } } });
});

it('follows several topics over one stream', async () => {
  const client = createClient({ baseUrl: api.url });
  const told: string[] = [];
  const topics = ['episode:a-s01e01', 'queue'];
  const subscription = client.events.follow.subscribe(
    { topics },
    {
      onData: ({ data }) =>
        told.push(data.type === 'event' && 'episode' in data.event ? `${data.topic} ${data.event.episode}` : data.type),
    },
  );
  await expect.poll(() => told).toEqual(['connected']);
  for (const topic of topics) await api.services.events.append(topic, { type: 'episode-changed', episode: 'a-s01e01' });
  await expect.poll(() => told).toEqual(['connected', 'episode:a-s01e01 a-s01e01', 'queue a-s01e01']);
  subscription.unsubscribe();
});
