import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Grant, signUrl, verifyUrl } from './signed-url.ts';

const BASE = 'https://api.example.org/blobs';
const secret = 'a secret of at least 32 characters';
const NOW = 1_700_000_000;
const signing = { secret, expiresAt: NOW + 900 };
const verifying = { secret, basePath: '/blobs', now: NOW };

const GRANTS: readonly [string, Grant][] = [
  ['GET', { operation: 'get', key: 'a b/c+ü&?#.mp4', downloadName: 'Episode & more.mp4' }],
  ['HEAD', { operation: 'get', key: 'a/b' }],
  ['PUT', { operation: 'part', key: 'a/b', uploadId: 'x'.repeat(32), partNumber: 7, sha256: '0'.repeat(64) }],
  ['POST', { operation: 'post', key: 'a/b', contentType: 'image/png', minBytes: 0, maxBytes: 100 }],
];
const pathOf = (url: string): string => url.slice('https://api.example.org'.length);

describe('signed URLs', () => {
  it.each(GRANTS)('carry what a %s may do', (method, grant) => {
    const url = signUrl(grant, BASE, signing);
    expect(url.startsWith(`${BASE}/`)).toBe(true);
    expect(verifyUrl({ method, url: pathOf(url) }, verifying)).toEqual(grant);
  });

  it.each(GRANTS)('end when they expire (%s)', (method, grant) => {
    const url = pathOf(signUrl(grant, BASE, signing));
    expect(verifyUrl({ method, url }, { ...verifying, now: NOW + 899.9 })).toEqual(grant);
    const refusal = {
      code: 'blobs.bad-signature',
      message: 'This URL cannot be used: it has expired; ask the API for a new one',
    };
    expect(caught(() => verifyUrl({ method, url }, { ...verifying, now: NOW + 900 }))).toMatchObject(refusal);
  });

  it.each(GRANTS)('are for one method (%s)', (method, grant) => {
    const url = pathOf(signUrl(grant, BASE, signing));
    const others = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH', 'get', ''].filter(
      (other) => other !== method && !(grant.operation === 'get' && ['GET', 'HEAD'].includes(other)),
    );
    for (const other of others) {
      expect(caught(() => verifyUrl({ method: other, url }, verifying))).toMatchObject({ code: 'blobs.bad-signature' });
    }
  });

  it.each(GRANTS)('cannot be changed in any character (%s)', (method, grant) => {
    const url = pathOf(signUrl(grant, BASE, signing));
    fc.assert(
      fc.property(fc.nat({ max: url.length - 1 }), fc.constantFrom(...'a0/%&=.?+-'), (at, sign) => {
        const changed = url.slice(0, at) + sign + url.slice(at + 1);
        const verified = outcome(() => verifyUrl({ method, url: changed }, verifying));
        // Another spelling of the same grant is no forgery: the last character of base64 has bits to spare.
        if (verified.grant) expect(verified.grant).toEqual(grant);
        else expect(['blobs.bad-signature', 'blobs.bad-request', 'blobs.bad-key']).toContain(verified.code);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['nothing signed', '/blobs/a/b'],
    ['no signature', '/blobs/a/b?operation=get&expires=9999999999'],
    ['an empty signature', '/blobs/a/b?operation=get&expires=9999999999&signature='],
    ['another place', '/other/a/b?operation=get&expires=9999999999&signature=AAAA'],
    ['bad encoding', '/blobs/a%zz?operation=get'],
    ['a bad key', '/blobs/a/../b?operation=get'],
    ['an encoded bad key', '/blobs/a/%2e%2e/b?operation=get'],
    ['an encoded slash', '/blobs/a%2fb?operation=get'],
    ['nothing', ''],
  ])('refuse %s', (_, url) => {
    expect(caught(() => verifyUrl({ method: 'GET', url }, verifying))).toMatchObject({ name: 'BlobError' });
  });

  it('refuse what was added or repeated', () => {
    const url = pathOf(signUrl({ operation: 'get', key: 'a/b' }, BASE, signing));
    for (const more of ['&x=1', '&expires=9999999999', '&operation=get', '&downloadName=x', '&key=a/c']) {
      expect(caught(() => verifyUrl({ method: 'GET', url: url + more }, verifying))).toMatchObject({
        code: 'blobs.bad-signature',
      });
    }
  });

  it('refuse another secret', () => {
    const url = pathOf(signUrl({ operation: 'get', key: 'a/b' }, BASE, signing));
    const other = { ...verifying, secret: 'another secret of 32 characters..' };
    expect(caught(() => verifyUrl({ method: 'GET', url }, other))).toMatchObject({ code: 'blobs.bad-signature' });
  });
});

function outcome(run: () => Grant): { grant?: Grant; code?: unknown } {
  try {
    return { grant: run() };
  } catch (error) {
    return { code: (error as { code: unknown }).code };
  }
}

function caught(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
