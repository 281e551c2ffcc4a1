import { describe, expect, it } from 'vitest';
import { type ChosenFile, parseCastFile, readImport } from './read-import.ts';

const photo = (path: string, type = 'image/jpeg'): ChosenFile => ({
  path,
  file: new File(['x'], path.split('/').at(-1) ?? '', { type }),
});
const read = (...given: Parameters<typeof readImport>) => {
  const { entries, skipped } = readImport(...given);
  return {
    people: entries.map(({ entry, photos }) => [entry.name, photos.map(({ path }) => path)]),
    skipped: skipped.map(({ path, why }) => `${path}: ${why}`),
  };
};

describe('readImport', () => {
  it('takes each folder for a person, whether a folder of folders was chosen or the folders were dropped', () => {
    expect(
      read([photo('cast/Zoë/2.jpg'), photo('cast/Anna Berg/10.jpg'), photo('cast/Anna Berg/9.png', 'image/png')], null),
    ).toEqual({
      people: [
        ['Anna Berg', ['cast/Anna Berg/9.png', 'cast/Anna Berg/10.jpg']],
        ['Zoë', ['cast/Zoë/2.jpg']],
      ],
      skipped: [],
    });
    expect(read([photo('Anna/1.jpg')], null).people).toEqual([['Anna', ['Anna/1.jpg']]]);
  });

  it('says what it leaves out, but not of what systems put into folders', () => {
    const files = [
      photo('Anna/notes.txt', 'text/plain'),
      photo('1.jpg'),
      photo('Anna/.DS_Store', ''),
      photo('Anna/1.jpg'),
    ];
    expect(read(files, null)).toEqual({
      people: [['Anna', ['Anna/1.jpg']]],
      skipped: [
        'Anna/notes.txt: It is no JPEG, PNG or WebP file.',
        '1.jpg: It lies in no folder that would say whose it is.',
      ],
    });
  });

  it('goes by the file first: its names of photographs, then folders named after its people or their aliases', () => {
    const cast = parseCastFile(
      JSON.stringify({
        people: [
          {
            name: 'Kyle',
            aliases: ['KR'],
            roles: [{ season: 5, role: 'main cast' }],
            photos: ['portraits/a.jpg', 'gone.jpg'],
          },
          { name: 'Lisa' },
        ],
      }),
      'cast.json',
    );
    const files = [
      photo('cast/portraits/a.jpg'),
      photo('cast/kr/1.jpg'),
      photo('cast/Dorit/1.jpg'),
      photo('cast/cast.json'),
    ];
    const result = readImport(files, cast);
    expect(result.entries[0]?.entry).toEqual({
      name: 'Kyle',
      aliases: ['KR'],
      roles: [{ season: 5, role: 'main cast' }],
    });
    expect(read(files, cast)).toEqual({
      people: [
        ['Kyle', ['cast/portraits/a.jpg', 'cast/kr/1.jpg']],
        ['Lisa', []],
        ['Dorit', ['cast/Dorit/1.jpg']],
      ],
      skipped: ['gone.jpg: Kyle has it in the file, but the folder has not.'],
    });
  });
});

describe('parseCastFile', () => {
  it('says what is wrong with a file, and where', () => {
    expect(() => parseCastFile('{', 'a.json')).toThrow(/^a\.json is no JSON/);
    expect(() => parseCastFile('[]', 'a.json')).toThrow('at the whole');
    const wrong = JSON.stringify({ people: [{ name: 'Kyle', roles: [{ season: 'five', role: 'x' }] }] });
    expect(() => parseCastFile(wrong, 'a.json')).toThrow('people.0.roles.0.season');
  });
});
