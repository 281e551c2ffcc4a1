import * as fs from 'node:fs/promises';
import { mkdtemp, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf } from './body-content.test-support.ts';
import { sendRaw } from './http-request.test-support.ts';
import { type LocalTrial, startLocalTrial } from './local-trial.test-support.ts';

describe('requests to signed URLs of the local store', () => {
  let root: string;
  let trial: LocalTrial;
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'blobs-http-'));
    trial = await startLocalTrial(fs, root);
    await trial.store.put('a/page.html', bytesOf('<script>'), { contentType: 'text/html' });
  });
  afterAll(async () => {
    await trial.close();
    await rm(root, { recursive: true, force: true });
  });

  it('answer HEAD like GET without the content', async () => {
    const url = await trial.store.signGet('a/page.html');
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '8', '']);
    const part = await fetch(url, { method: 'HEAD', headers: { Range: 'bytes=2-' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 2-7/8']);
  });

  it('never let a browser run what was uploaded', async () => {
    const { headers } = await fetch(await trial.store.signGet('a/page.html'));
    expect(headers.get('content-type')).toBe('text/html');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  it('send nothing again that the client has, and no range of something else', async () => {
    const url = await trial.store.signGet('a/page.html');
    const etag = (await fetch(url)).headers.get('etag') ?? '';
    const status = async (headers: Record<string, string>): Promise<number> => {
      const response = await fetch(url, { headers });
      await response.text();
      return response.status;
    };
    expect(await status({ 'If-None-Match': etag })).toBe(304);
    expect(await status({ 'If-None-Match': `"x", W/${etag}` })).toBe(304);
    expect(await status({ 'If-None-Match': '"x"' })).toBe(200);
    expect(await status({ Range: 'bytes=0-1', 'If-Range': etag })).toBe(206);
    expect(await status({ Range: 'bytes=0-1', 'If-Range': '"x"' })).toBe(200);
    expect(await status({ Range: 'bytes=0-1,3-4' })).toBe(200);
  });

  it('answer refusals in words', async () => {
    const response = await fetch((await trial.store.signGet('a/page.html')).replace('page', 'other'));
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({
      code: 'blobs.bad-signature',
      message: 'This URL cannot be used: it was not signed here, or changed afterwards; ask the API for a new one',
    });
  });

  it('take no part without its length', async () => {
    const upload = await trial.store.multipart.create('a/chunked');
    const { url } = await trial.store.multipart.signPart(upload, 1);
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(bytesOf('x'));
        controller.close();
      },
    });
    const response = await fetch(url, { method: 'PUT', body, duplex: 'half' } as RequestInit);
    expect(response.status).toBe(400);
    expect(await trial.store.multipart.listParts(upload)).toEqual([]);
  });

  const formType = 'multipart/form-data; boundary=b';
  it.each([
    ['no form', 'image/png', 'x'],
    ['a form without a boundary', 'multipart/form-data', 'x'],
    ['a form without a file', formType, `${part('Content-Type', 'image/png')}--b--\r\n`],
    ['a file of another name', formType, `${part('other', 'x', 'face.png')}--b--\r\n`],
    ['two files', formType, `${part('file', 'x', 'face.png')}${part('file', 'y', 'face.png')}--b--\r\n`],
    ['a form that breaks off', formType, part('file', 'xx', 'face.png')],
    ['a form that breaks off in the file', formType, part('file', 'xx', 'face.png').slice(0, -3)],
    ['nothing', formType, ''],
  ])('store nothing of %s', async (_, type, body) => {
    const { url } = await trial.store.signPost('a/posted', { maxBytes: 10, contentType: 'image/png' });
    const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body });
    expect(await response.json()).toMatchObject({ code: 'blobs.bad-request' });
    expect(response.status).toBe(400);
    await expect(trial.store.head('a/posted')).rejects.toMatchObject({ code: 'blobs.not-found' });
  });

  it('leave nothing behind of what was refused', async () => {
    const unplaced = await fs.readdir(path.join(root, 'unplaced'));
    expect(unplaced).toEqual([]);
    expect(trial.faults).toEqual([]);
  });

  it('tell a stranger nothing of a fault but that there was one', async () => {
    const url = await trial.store.signGet('a/page.html');
    const descriptions = path.join(root, 'descriptions', 'a');
    const [name = ''] = await fs.readdir(descriptions);
    await fs.writeFile(path.join(descriptions, name), 'no JSON');
    const { status, text } = await sendRaw(url, url.slice(new URL(url).origin.length));
    expect([status, JSON.parse(text)]).toEqual([
      500,
      { code: 'blobs.failed', message: 'The storage failed: try again, and look into the log of the server' },
    ]);
    expect(trial.faults).toHaveLength(1);
    await unlink(path.join(descriptions, name));
  });
});

function part(name: string, content: string, fileName?: string): string {
  const file = fileName === undefined ? '' : `; filename="${fileName}"`;
  return `--b\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`;
}
