/** What the list of episodes shows, as it stands in the address. */
import { flagOf, numberOf, oneOf, present, textOf } from '../../lib/search-values.ts';

export const LAYOUTS = ['table', 'grid'] as const;
export const SORTS = ['id', 'title', 'airDate', 'createdAt', 'updatedAt', 'duration'] as const;
const ORDERS = ['ascending', 'descending'] as const;
export const STATES = ['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted', 'none'] as const;
export type EpisodeSort = (typeof SORTS)[number];

/** What the server takes. */
const SHOW_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MOST_SEARCH = 200;
const PAGE_SIZE = 50;

export const readEpisodesView = (given: Readonly<Record<string, unknown>>) => {
  const [show, season, page] = [
    textOf(given['show']),
    numberOf(given['season'], { max: 999 }),
    numberOf(given['page'], { min: 1, max: 1_000_000 }),
  ];
  return present({
    search: textOf(given['search'])?.slice(0, MOST_SEARCH),
    show: show !== undefined && SHOW_ID.test(show) ? show : undefined,
    season: Number.isInteger(season) ? season : undefined,
    state: oneOf(STATES, given['state']),
    archived: flagOf(given['archived']),
    sort: oneOf(SORTS, given['sort']),
    order: oneOf(ORDERS, given['order']),
    layout: oneOf(LAYOUTS, given['layout']),
    page: Number.isInteger(page) ? page : undefined,
  });
};
export type EpisodesView = ReturnType<typeof readEpisodesView>;

/** What a change of the view keeps: the page is another one as soon as anything else is. */
export const changedView = (
  view: EpisodesView,
  change: { [Key in keyof EpisodesView]?: EpisodesView[Key] | undefined },
) => readEpisodesView({ ...view, page: undefined, ...change });

/** The page of the list that a view shows. */
export function episodesRequest({ search, show, season, state, archived, sort, order, page = 1 }: EpisodesView) {
  const wanted = present({ search, showId: show, season, state, archived, sort, order });
  return { ...wanted, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
}

export const pageCount = (total: number): number => Math.max(1, Math.ceil(total / PAGE_SIZE));

/** Whether anything keeps episodes out of the list. Archived ones are another list, not less of one. */
export const isFiltered = ({ search, show, season, state }: EpisodesView): boolean =>
  [search, show, season, state].some((value) => value !== undefined);

/** Words begin at A, times and lengths with the newest and longest. */
const firstOrder = (sort: EpisodeSort): (typeof ORDERS)[number] =>
  sort === 'id' || sort === 'title' ? 'ascending' : 'descending';

export const sortOf = ({ sort = 'createdAt', order }: EpisodesView) => ({ sort, order: order ?? 'descending' });

/** After a click on a column's head: by this column, or the other way round. */
export function sortedBy(view: EpisodesView, sort: EpisodeSort): EpisodesView {
  const now = sortOf(view);
  const order = now.sort === sort ? (now.order === 'ascending' ? 'descending' : 'ascending') : firstOrder(sort);
  return changedView(view, { sort, order });
}
