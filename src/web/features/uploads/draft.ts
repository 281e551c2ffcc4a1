/** A file before it is uploaded: which episode it is of, as its name says or as a person corrects. */
import type { Episode } from '../../../server/contract/episodes.ts';
import type { Show } from '../../../server/contract/shows.ts';
import type { CollectedFile } from './collect-files.ts';
import { parseFileName } from './parse-file-name.ts';
import { findShow, toShowId } from './show-ids.ts';
import type { WantedEpisode } from './upload-transport.ts';

export interface Draft {
  readonly key: string;
  readonly file: File;
  readonly path: string;
  readonly handle: FileSystemFileHandle | null;
  /** As it is called: a new one, or one that is there. */
  readonly show: string;
  readonly season: number | null;
  readonly episode: number | null;
  readonly title: string;
  readonly airDate: string | null;
  /** A video that the episode has is to be replaced. */
  readonly replaces: boolean;
  /** The name said nothing. */
  readonly isUnknown: boolean;
  /** Of the file; null while it is not known. */
  readonly sha256: string | null;
}

export function makeDraft(key: string, { file, path, handle }: CollectedFile, shows: readonly Show[]): Draft {
  const { show, season, episode, title, airDate } = parseFileName(path);
  const known = show === null ? null : findShow(shows, show);
  return {
    key,
    file,
    path,
    handle,
    show: known?.title ?? show ?? '',
    season,
    episode,
    title: title ?? '',
    airDate,
    replaces: false,
    isUnknown: season === null && episode === null,
    sha256: null,
  };
}

/** Null: something is missing. */
export function episodeOf(
  draft: Draft,
  shows: readonly Show[],
): (WantedEpisode & { readonly episodeId: string }) | null {
  const { season, episode: number, title, airDate } = draft;
  const showTitle = draft.show.trim();
  const showId = findShow(shows, showTitle)?.id ?? toShowId(showTitle);
  if (showId === '' || season === null || number === null) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  const episodeId = `${showId}-s${two(season)}e${two(number)}`;
  return { episodeId, showId, showTitle, season, number, title: title.trim() || null, airDate };
}

export interface Findings {
  /** Hinders the start. */
  readonly problem: string | null;
  /** The video that the episode has; the person decides whether it is replaced. */
  readonly existing: { readonly episodeId: string; readonly fileName: string } | null;
  readonly isNewShow: boolean;
}

interface Surroundings {
  readonly shows: readonly Show[];
  /** Those that are there, by id, as far as they were asked for. */
  readonly episodes: ReadonlyMap<string, Episode>;
  readonly drafts: readonly Draft[];
}

export function lookAt(draft: Draft, { shows, episodes, drafts }: Surroundings): Findings {
  const isNewShow = draft.show.trim() !== '' && findShow(shows, draft.show) === null;
  const none = { existing: null, isNewShow };
  const missing = missingOf(draft);
  if (missing.length > 0) {
    const said = draft.isUnknown ? 'The name does not say which episode this is. ' : '';
    return { ...none, problem: `${said}Fill in ${missing.join(' and ')}.` };
  }
  const wanted = episodeOf(draft, shows);
  if (wanted === null) return { ...none, problem: 'Give the show another name: this one has no letters.' };
  const other = drafts.find((each) => each !== draft && episodeOf(each, shows)?.episodeId === wanted.episodeId);
  if (other)
    return { ...none, problem: `${other.file.name} is to be the same episode: give one of them another number.` };
  const video = episodes.get(wanted.episodeId)?.video;
  const existing = video ? { episodeId: wanted.episodeId, fileName: video.fileName } : null;
  const problem = existing && !draft.replaces ? 'Choose another episode, or have its video replaced.' : null;
  return { problem, existing, isNewShow };
}

function missingOf({ show, season, episode }: Draft): string[] {
  const fields: [string, boolean][] = [
    ['the show', show.trim() === ''],
    ['the season', season === null],
    ['the episode', episode === null],
  ];
  return fields.filter(([, isMissing]) => isMissing).map(([name]) => name);
}
