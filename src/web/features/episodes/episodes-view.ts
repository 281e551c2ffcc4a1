/** What the list of episodes shows, as it stands in the address. */
import { flagOf, numberOf, oneOf, present, textOf } from '../../lib/search-values.ts';

export const LAYOUTS = ['table', 'grid'] as const;
export const SORTS = ['id', 'title', 'airDate', 'createdAt', 'updatedAt', 'duration'] as const;
export const ORDERS = ['ascending', 'descending'] as const;
export const STATES = ['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted', 'none'] as const;

export const readEpisodesView = (given: Readonly<Record<string, unknown>>) =>
  present({
    search: textOf(given['search']),
    show: textOf(given['show']),
    season: numberOf(given['season']),
    state: oneOf(STATES, given['state']),
    archived: flagOf(given['archived']),
    sort: oneOf(SORTS, given['sort']),
    order: oneOf(ORDERS, given['order']),
    layout: oneOf(LAYOUTS, given['layout']),
    page: numberOf(given['page'], { min: 1 }),
  });
export type EpisodesView = ReturnType<typeof readEpisodesView>;
