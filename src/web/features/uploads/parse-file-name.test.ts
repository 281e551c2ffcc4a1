import { describe, expect, it } from 'vitest';
import { parseFileName } from './parse-file-name.ts';

const line = (path: string): string => {
  const { show, season, episode, title, airDate } = parseFileName(path);
  return [show, season, episode, title, airDate].map((part) => part ?? '–').join(' | ');
};

describe('a file name', () => {
  it.each([
    ['RHOBH.S05E17.720p.mkv', 'RHOBH | 5 | 17 | – | –'],
    ['RHOBH.S05E17.The.Dinner.Party.1080p.WEB-DL.x264-GRP.mkv', 'RHOBH | 5 | 17 | The Dinner Party | –'],
    ['Show Name - 5x17 - Title.mp4', 'Show Name | 5 | 17 | Title | –'],
    ['Show.Name.5x17.mp4', 'Show Name | 5 | 17 | – | –'],
    ['show_s5_e17.mp4', 'Show | 5 | 17 | – | –'],
    ['show s05 e17 - a title.mov', 'Show | 5 | 17 | A Title | –'],
    ['Show Season 5 Episode 17.mp4', 'Show | 5 | 17 | – | –'],
    ['Show - Season 5, Ep 17 - Reunion.mp4', 'Show | 5 | 17 | Reunion | –'],
    ['Doctor Who (2005) - S01E02 - The End of the World.mkv', 'Doctor Who (2005) | 1 | 2 | The End of the World | –'],
    ['Mr. Robot - S01E02.mkv', 'Mr. Robot | 1 | 2 | – | –'],
    ['Show.S05E17E18.mkv', 'Show | 5 | 17 | – | –'],
    ['Show.S05E17-E18.Finale.mkv', 'Show | 5 | 17 | Finale | –'],
    ['Show.S00E03.mkv', 'Show | 0 | 3 | – | –'],
    ['[Group] Some Show - 05 [1080p][A1B2C3D4].mkv', 'Some Show | – | 5 | – | –'],
    ['S05E17.mkv', '– | 5 | 17 | – | –'],
    ['Talk.Show.2026.03.01.720p.mkv', 'Talk Show | – | – | – | 2026-03-01'],
    ['Talk Show 2026-03-01 Guest Name.mp4', 'Talk Show | – | – | Guest Name | 2026-03-01'],
    ['24.S03E05.mkv', '24 | 3 | 5 | – | –'],
    ['Holiday 1920x1080.mp4', 'Holiday | – | – | – | –'],
    ['interview final.mp4', 'Interview Final | – | – | – | –'],
    ['.mp4', '– | – | – | – | –'],
  ])('%s', (path, expected) => expect(line(path)).toBe(expected));
});

describe('folders', () => {
  it.each([
    ['Show Name/Season 5/Episode 17.mp4', 'Show Name | 5 | 17 | – | –'],
    ['Show Name/Season 05/17 - The Title.mp4', 'Show Name | 5 | 17 | The Title | –'],
    ['Show Name/S05/17.mp4', 'Show Name | 5 | 17 | – | –'],
    ['Show Name/Specials/Ep. 3.mp4', 'Show Name | 0 | 3 | – | –'],
    ['Show.Name.S05.1080p.WEB/E17.mkv', 'Show Name | 5 | 17 | – | –'],
    ['Show Name/Season 5/Other Show S02E03.mp4', 'Other Show | 2 | 3 | – | –'],
    ['Show Name/behind the scenes.mp4', 'Show Name | – | – | Behind The Scenes | –'],
    ['videos\\Show\\Season 1\\Show - 1x02.mp4', 'Show | 1 | 2 | – | –'],
  ])('%s', (path, expected) => expect(line(path)).toBe(expected));
});
