/**
 * What a video's path says about the episode in it. File names are habits, not a format: what is not there is null, and a
 * person looks at it before anything is made of it.
 */

export interface ParsedName {
  readonly show: string | null;
  /** 0: specials. */
  readonly season: number | null;
  readonly episode: number | null;
  readonly title: string | null;
  /** `2026-03-01` */
  readonly airDate: string | null;
}

/** Where the words of the show end and those of the title begin, the surest first. */
const MARKERS: readonly RegExp[] = [
  // S05E17, s5 e17, S05.E17, S05E17E18 and S05E17-18 (the first counts)
  /(?<![a-z0-9])s(?<season>\d{1,3})[\s-]*ep?[\s-]*(?<episode>\d{1,3})(?:[\s-]*e?\d{1,3}(?=\s|$|-))?(?!\d)/i,
  // Season 5 Episode 17, Series 5, Ep 17
  /(?<![a-z])(?:season|series)\s*(?<season>\d{1,3})[\s,-]*(?:episode|ep)\s*(?<episode>\d{1,3})(?!\d)/i,
  // 5x17, but no picture size such as 1920x1080
  /(?<![a-z0-9])(?<season>\d{1,2})x(?<episode>\d{2,3})(?![a-z0-9])/i,
  // Episode 17, Ep. 17, E17
  /(?<![a-z])(?:episode|ep\.?|e)\s*(?<episode>\d{1,3})(?![\dp])/i,
  // 2026-03-01, 2026 03 01
  /(?<!\d)(?<date>(?:19|20)\d\d[-.\s](?:0[1-9]|1[0-2])[-.\s](?:0[1-9]|[12]\d|3[01]))(?!\d)/,
  // Show - 17 - Title
  /\s-\s(?<episode>\d{1,3})(?=\s-\s|\s*$)/,
  // 17 - Title, or 17 alone
  /^(?<episode>\d{1,3})(?=\s-\s|\s*$|\.\s)/,
];

/** From here on a name tells of the file, no longer of the episode. */
const ABOUT_THE_FILE =
  /(?<![a-z0-9])(?:(?:360|480|540|576|720|1080|1440|2160)[pi]|4k|uhd|hdr(?:10)?|web(?:[\s-]?(?:dl|rip))?|blu-?ray|b[dr]rip|hdtv|pdtv|dvd(?:rip)?|x26[45]|h[\s.]?26[45]|hevc|xvid|av1|aac|ac3|e?ac-?3|ddp?5|proper|repack|remux|internal|amzn|multi|10bit|final[\s_]cut|proxy|\d{2,4}x\d{3,4})(?![a-z0-9])/i;

const SEASON_FOLDER = /^(?:(?:season|series|staffel|saison)\s*|s)(?<season>\d{1,3})$/i;
const SEASON_AT_END = /[\s-]+(?:(?:season|series)\s*|s)(?<season>\d{1,3})$/i;
const SPECIALS = /^specials?$/i;

/** @param path with the folders that are known, `Show/Season 5/Episode 17.mp4`, or the name alone. */
export function parseFileName(path: string): ParsedName {
  const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  const words = withSpaces(withoutTags((parts.at(-1) ?? '').replace(/\.[a-z0-9]{1,5}$/i, '')));
  const folder = folderSays(parts.slice(0, -1));
  for (const marker of MARKERS) {
    const match = marker.exec(words);
    if (!match) continue;
    const { season, episode, date } = match.groups ?? {};
    // The word before may belong to the season's folder: `Season 5/Show 17.mp4` says no more than the folder does.
    const before = showOf(words.slice(0, match.index));
    return {
      show: before.show ?? folder.show,
      season: numberOf(season) ?? before.season ?? folder.season,
      episode: numberOf(episode),
      title: titleOf(words.slice(match.index + match[0].length)),
      airDate: date === undefined ? null : date.replaceAll(/[.\s]/g, '-'),
    };
  }
  // Without any number it is a show's name where no folder is one, else a title.
  const text = capitalised(tidy(beforeFileWords(words)));
  return folder.show === null
    ? { show: text, season: folder.season, episode: null, title: null, airDate: null }
    : { show: folder.show, season: folder.season, episode: null, title: text, airDate: null };
}

const numberOf = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));

/** `[Group] Show - 05 [1080p]`: what stands in square brackets never names an episode. */
const withoutTags = (name: string): string => name.replaceAll(/\[[^\]]*\]/g, ' ').trim();

/** Dots are spaces where there are no others. */
function withSpaces(name: string): string {
  const spaced = name.replaceAll('_', ' ');
  return (/\s/.test(spaced.trim()) ? spaced : spaced.replaceAll('.', ' ')).replaceAll(/\s+/g, ' ').trim();
}

const beforeFileWords = (words: string): string => words.slice(0, ABOUT_THE_FILE.exec(words)?.index ?? words.length);

const tidy = (words: string): string | null => {
  const text = words.replace(/^[\s\-–—.,:()]+/, '').replace(/[\s\-–—,:(]+$/, '');
  return text === '' ? null : text;
};

const titleOf = (after: string): string | null => capitalised(tidy(beforeFileWords(after)));

function showOf(before: string): { show: string | null; season: number | null } {
  const text = tidy(before) ?? '';
  const match = SEASON_AT_END.exec(text);
  if (!match) return { show: capitalised(tidy(text)), season: null };
  return { show: capitalised(tidy(text.slice(0, match.index))), season: numberOf(match.groups?.['season']) };
}

/** `real housewives` is a name somebody typed in a hurry; `RHOBH` and `iZombie` are as they should be. */
const capitalised = (text: string | null): string | null =>
  text !== null && text === text.toLowerCase()
    ? text.replaceAll(/(?<=^|\s)\p{L}/gu, (letter) => letter.toUpperCase())
    : text;

/** Looks from the file outwards: a season's folder, and the next one is the show's. */
function folderSays(folders: readonly string[]): { show: string | null; season: number | null } {
  let season: number | null = null;
  for (const folder of folders.toReversed()) {
    const words = tidy(beforeFileWords(withSpaces(withoutTags(folder)))) ?? '';
    const match = SEASON_FOLDER.exec(words);
    if (match) season ??= numberOf(match.groups?.['season']);
    else if (SPECIALS.test(words)) season ??= 0;
    else if (words !== '') {
      const found = showOf(words);
      return { show: found.show, season: season ?? found.season };
    }
  }
  return { show: null, season };
}
