import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkKeyPrefix, checkObjectKey, keySegment } from './object-key.ts';
import {
  artifactKey,
  artifactPrefix,
  facebankPrefix,
  proxyKey,
  seedKey,
  videoKey,
  videoPrefix,
} from './object-layout.ts';

const place = { show: 'rhobh', season: 5, episode: 17 };

describe('object keys', () => {
  it('are refused or used as they are; what is used stays inside its folder', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom('..', '.', '', 'a', '\\', '/')).map((x) => x.join('/')),
    );
    fc.assert(
      fc.property(anything, (text) => {
        let key: string;
        try {
          key = checkObjectKey(text);
        } catch (error) {
          expect(error).toMatchObject({ name: 'BlobError', code: 'blobs.bad-key' });
          return;
        }
        expect(key).toBe(text);
        expect(key).toBe(key.normalize('NFC'));
        const { pathname } = new URL(`file:///root/${key.split('/').map(encodeURIComponent).join('/')}`);
        expect(decodeURIComponent(pathname)).toBe(`/root/${key}`);
      }),
      { numRuns: 500 },
    );
  });

  it('say what is wrong and what to do, in one line', () => {
    expect(() => checkObjectKey('a/../b')).toThrow(
      'The object key "a/../b" cannot be used: a segment is ".."; choose another name',
    );
    expect(() => checkObjectKey('a\nb')).toThrow(/^The object key "a\\nb" cannot be used: [^\n]+$/);
  });

  it('begin with whole segments', () => {
    expect(checkKeyPrefix('')).toBe('');
    expect(checkKeyPrefix('a/b/')).toBe('a/b/');
    for (const prefix of ['a', '/', '../', 'a//', '/a/'])
      expect(() => checkKeyPrefix(prefix)).toThrow(/cannot be used/);
  });

  it('hold segments made of what people type', () => {
    expect(keySegment('  Cafe\u0301 ')).toBe('Caf\u00e9');
    for (const text of ['', '  ', '..', 'a/b', 'a\\b', 'a\tb'])
      expect(() => keySegment(text)).toThrow(/cannot be used/);
  });
});

describe('layout of objects', () => {
  it('is layout v2', () => {
    const run = { ...place, run: 'r1' };
    expect(videoKey(place, '.MP4')).toBe('raw/videos/rhobh/s05/e17/episode.mp4');
    expect(videoKey({ ...place, season: 0, episode: 123 }, 'mkv')).toBe('raw/videos/rhobh/s00/e123/episode.mkv');
    expect(videoKey(place, 'mkv', 2)).toBe('raw/videos/rhobh/s05/e17/v2/episode.mkv');
    expect(videoPrefix(place, 12)).toBe('raw/videos/rhobh/s05/e17/v12/');
    expect(proxyKey(videoKey(place, 'mkv', 2))).toBe('raw/videos/rhobh/s05/e17/v2/proxy.mp4');
    expect(artifactKey('crops', run, 'tracks/7.png')).toBe('artifacts/crops/rhobh/s05/e17/r1/tracks/7.png');
    expect(seedKey('lisa', 's1', 'display')).toBe('facebank/lisa/s1_d.png');
    expect(seedKey('lisa', 's1', 'embedding')).toBe('facebank/lisa/s1_e.png');
  });

  it('has a prefix for everything that is deleted together', () => {
    expect(videoPrefix(place)).toBe('raw/videos/rhobh/s05/e17/');
    expect(artifactPrefix('audio', place)).toBe('artifacts/audio/rhobh/s05/e17/');
    expect(artifactPrefix('audio', { ...place, run: 'r1' })).toBe('artifacts/audio/rhobh/s05/e17/r1/');
    expect(facebankPrefix('lisa')).toBe('facebank/lisa/');
  });

  it('takes no names that lead elsewhere, and no numbers that are none', () => {
    expect(() => videoKey({ ...place, show: '../x' }, 'mp4')).toThrow(/cannot be used/);
    expect(() => videoKey({ ...place, show: '' }, 'mp4')).toThrow(/cannot be used/);
    expect(() => videoKey(place, 'mp4/../../x')).toThrow(/cannot be used/);
    expect(() => artifactKey('crops', { ...place, run: 'r1' }, '../r2/x')).toThrow(/cannot be used/);
    expect(() => seedKey('a/b', 's', 'display')).toThrow(/cannot be used/);
    for (const season of [-1, 1.5, Number.NaN])
      expect(() => videoKey({ ...place, season }, 'mp4')).toThrow(/season number/);
  });
});
