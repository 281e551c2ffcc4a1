/** What is searched for and how far, as it stands in the address. A picture does not: only its name in this tab does. */
import { USUAL_LIKENESS } from '../../../server/contract/face-search.ts';
import { numberOf, oneOf, present, textOf } from '../../lib/search-values.ts';

/** How alike a face has to be. */
export const REACHES = ['sure', 'likely', 'wide'] as const;
export type Reach = (typeof REACHES)[number];
const LIKENESS: Readonly<Record<Reach, number>> = { sure: USUAL_LIKENESS, likely: 0.35, wide: 0.25 };

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const EPISODES_PER_PAGE = 10;
/** Where several episodes are shown, and where one is. */
const MOMENTS = { each: 12, one: 500 };

const idOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && text.length <= 64 && ID.test(text) ? text : undefined;
};
const wholeOf = (value: unknown, min: number): number | undefined => {
  const number = numberOf(value, { min, max: 1_000_000 });
  return Number.isInteger(number) ? number : undefined;
};

export const readSearchView = (given: Readonly<Record<string, unknown>>) =>
  present({
    /** A face of a run is searched for, or the best one of a track. */
    run: idOf(given['run']),
    face: wholeOf(given['face'], 1),
    track: wholeOf(given['track'], 1),
    /** Name of a picture in this tab, and which of its faces. */
    photo: idOf(given['photo']),
    pick: wholeOf(given['pick'], 0),
    show: idOf(given['show']),
    episode: idOf(given['episode']),
    reach: oneOf(REACHES, given['reach']),
    page: wholeOf(given['page'], 1),
  });
export type SearchView = ReturnType<typeof readSearchView>;
export type SearchChange = { [Key in keyof SearchView]?: SearchView[Key] | undefined };

/** What a change keeps: the page is another one as soon as anything else is. */
export const changedSearch = (view: SearchView, change: SearchChange): SearchView =>
  readSearchView({ ...view, page: undefined, ...change });

/** How far a view asks to look. */
export function searchRequest({ show, episode, reach = 'sure', page = 1 }: SearchView) {
  return {
    ...present({ showId: show, episodeId: episode }),
    leastLikeness: LIKENESS[reach],
    limit: EPISODES_PER_PAGE,
    offset: (page - 1) * EPISODES_PER_PAGE,
    perEpisode: episode === undefined ? MOMENTS.each : MOMENTS.one,
  };
}

export const pageCount = (total: number): number => Math.max(1, Math.ceil(total / EPISODES_PER_PAGE));
