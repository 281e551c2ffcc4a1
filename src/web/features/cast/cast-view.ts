/** Which part of whose cast is shown, as it stands in the address. */
import { flagOf, numberOf, oneOf, present, textOf } from '../../lib/search-values.ts';

export const CAST_TABS = ['people', 'season', 'recognition'] as const;
export type CastTab = (typeof CAST_TABS)[number];
export const LAYOUTS = ['grid', 'list'] as const;
export const SORTS = ['seconds', 'name', 'episodes', 'photos'] as const;
export type CastSort = (typeof SORTS)[number];
const ORDERS = ['ascending', 'descending'] as const;

/** What the server takes. */
const SHOW_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MOST_SEARCH = 200;

export const readCastView = (given: Readonly<Record<string, unknown>>) => {
  const show = textOf(given['show']);
  const season = numberOf(given['season'], { max: 999 });
  return present({
    show: show !== undefined && SHOW_ID.test(show) ? show : undefined,
    tab: oneOf(CAST_TABS, given['tab']),
    search: textOf(given['search'])?.slice(0, MOST_SEARCH),
    archived: flagOf(given['archived']),
    sort: oneOf(SORTS, given['sort']),
    order: oneOf(ORDERS, given['order']),
    layout: oneOf(LAYOUTS, given['layout']),
    /** Whose episodes the table of seconds has; absent: all. */
    season: Number.isInteger(season) ? season : undefined,
  });
};
export type CastView = ReturnType<typeof readCastView>;
export type CastChange = { [Key in keyof CastView]?: CastView[Key] | undefined };

/** Another show has other seasons. */
export const changedView = (view: CastView, change: CastChange): CastView =>
  readCastView({ ...view, ...('show' in change && { season: undefined }), ...change });

/** Who is seen longest comes first. Names begin at A, numbers with the greatest. */
export const sortOf = ({ sort = 'seconds', order }: CastView) => ({
  sort,
  order: order ?? (sort === 'name' ? ('ascending' as const) : ('descending' as const)),
});

/** After a click on a column's head: by this column, or the other way round. */
export function sortedBy(view: CastView, sort: CastSort): CastChange {
  const now = sortOf(view);
  if (now.sort !== sort) return { sort, order: undefined };
  return { sort, order: now.order === 'ascending' ? 'descending' : 'ascending' };
}
