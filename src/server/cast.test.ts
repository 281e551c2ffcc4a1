/** The cast of a show over HTTP, with photographs sent as a browser sends them. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from './api-server.test-support.ts';
import type { Person } from './contract/cast.ts';

describe('the cast', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
    await api.call('POST', '/shows', { id: 'rhobh', title: 'Housewives' });
  });
  afterAll(() => api.close());

  async function create(name: string): Promise<Person> {
    const { status, body } = await api.call('POST', '/shows/rhobh/people', { name });
    expect(status).toBe(200);
    return body as Person;
  }

  /** Sends a file to where the API says, and registers it. */
  async function send(id: string, content: Uint8Array, contentType = 'image/jpeg') {
    const { body } = await api.call('POST', `/people/${id}/photos/form`, { contentType });
    const { url, fields, photoId } = body as { url: string; fields: Record<string, string>; photoId: string };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([new Uint8Array(content)], { type: contentType }), 'photo');
    expect((await fetch(url, { method: 'POST', body: form })).ok).toBe(true);
    return await api.call('POST', `/people/${id}/photos`, { photoId });
  }

  const picture = (width: number, background: string): Promise<Uint8Array> =>
    sharp({ create: { width, height: 200, channels: 3, background } })
      .withExif({})
      .jpeg()
      .toBuffer();

  it('has people with names, aliases and roles', async () => {
    const kyle = await create('Kyle Richards');
    expect(await api.call('POST', '/shows/rhobh/people', { name: 'kyle richards' })).toMatchObject({
      status: 409,
      body: { code: 'people.exists' },
    });
    expect((await api.call('POST', '/shows/nobody/people', { name: 'Anna' })).status).toBe(404);
    const renamed = await api.call('PATCH', `/people/${kyle.id}`, { name: 'Kyle', version: 1 });
    expect(renamed).toMatchObject({ status: 200, body: { name: 'Kyle', version: 2, notes: '' } });
    expect(await api.call('PATCH', `/people/${kyle.id}`, { notes: 'late', version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'people.changed-meanwhile' },
    });
    await api.call('PUT', `/people/${kyle.id}/aliases`, { aliases: ['Umansky', 'KR', 'kr'] });
    await api.call('PUT', `/people/${kyle.id}/roles/5`, { role: 'main cast' });
    const changed = await api.call('PUT', `/people/${kyle.id}/roles/4`, { role: 'friend' });
    expect(changed.body).toMatchObject({
      aliases: ['Umansky', 'kr'],
      roles: [
        { season: 4, role: 'friend' },
        { season: 5, role: 'main cast' },
      ],
    });
    const lisa = await create('Lisa');
    expect(await api.call('PUT', `/people/${lisa.id}/aliases`, { aliases: ['umansky'] })).toMatchObject({
      status: 409,
      body: { code: 'people.exists' },
    });
    expect((await api.call('PUT', `/people/${kyle.id}/roles/4`, { role: null })).body).toMatchObject({
      roles: [{ season: 5 }],
    });

    await api.call('PUT', `/people/${lisa.id}/archived`, { archived: true });
    const names = async (query: string) => {
      const { body } = await api.call('GET', `/shows/rhobh/people${query}`);
      return (body as { items: Person[] }).items.map(({ name }) => name);
    };
    expect(await names('')).toEqual(['Kyle']);
    expect(await names('?archived=true')).toEqual(['Lisa']);
  });

  it('has photographs, one of them featured', async () => {
    const { id } = await create('Erika');
    const first = await send(id, await picture(2000, '#c08040'));
    expect(first).toMatchObject({ status: 200, body: { photos: [{ isFeatured: true, source: 'upload' }] } });
    const shown = await fetch((first.body as Person).photos[0]?.url ?? '');
    const { format, width, height } = await sharp(await shown.arrayBuffer()).metadata();
    expect([format, width, height]).toEqual(['png', 1024, 102]);

    expect(await send(id, await picture(2000, '#c08040'))).toMatchObject({
      status: 409,
      body: { code: 'photos.exists' },
    });
    const second = (await send(id, await picture(300, '#4080c0'))).body as Person;
    expect(second.photos.map(({ isFeatured }) => isFeatured)).toEqual([true, false]);
    const photoId = second.photos[1]?.id ?? '';
    const again = await api.call('POST', `/people/${id}/photos`, { photoId });
    expect((again.body as Person).photos).toHaveLength(2);

    const featured = (await api.call('PUT', `/people/${id}/photos/${photoId}/featured`, {})).body as Person;
    expect(featured.photos.map((photo) => [photo.id === photoId, photo.isFeatured])).toEqual([
      [true, true],
      [false, false],
    ]);
    const { url = '' } = featured.photos[0] ?? {};
    const left = (await api.call('DELETE', `/people/${id}/photos/${photoId}`)).body as Person;
    expect(left.photos).toHaveLength(1);
    expect((await fetch(url)).status).toBe(404);
    expect((await api.call('DELETE', `/people/${id}/photos/${photoId}`)).status).toBe(404);
  });

  it('refuses what is no photograph', async () => {
    const { id } = await create('Yolanda');
    for (const content of [new TextEncoder().encode('<svg width="500" height="500"/>'), await picture(20, '#ffffff')]) {
      expect(await send(id, content)).toMatchObject({ status: 400, body: { code: 'photos.not-an-image' } });
    }
    const nothing = await api.call('POST', `/people/${id}/photos`, { photoId: '00000000-0000-4000-8000-000000000000' });
    expect(nothing.status).toBe(404);
  });

  it('tells which photographs cannot be used, and why', async () => {
    const stop = new AbortController();
    const changes = await api.services.jobs.watch(stop.signal);
    const { id } = await create('Camille');
    expect(await send(id, await picture(400, '#407050'))).toMatchObject({ body: { photos: [{ state: 'waiting' }] } });
    const { items } = (await api.call('GET', '/jobs?queue=review')).body as { items: { id: string }[] };
    const [job] = items;
    for await (const change of changes) if (change.id === job?.id && change.type === 'done') break;
    stop.abort();
    expect((await api.call('GET', `/people/${id}`)).body).toMatchObject({
      photos: [{ state: 'rejected', reason: 'Not used: no face was found in it.', faceUrl: null }],
    });
  });
});
