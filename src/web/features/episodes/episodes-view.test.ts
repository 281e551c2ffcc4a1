import { describe, expect, it } from 'vitest';
import { episodesRequest, isFiltered, pageCount, readEpisodesView, sortedBy } from './episodes-view.ts';

describe('the address of the list', () => {
  it('drops what the server would refuse', () => {
    expect(readEpisodesView({ show: 'No Show!', season: 1.5, page: 0, state: 'odd', sort: 'size' })).toEqual({});
    expect(readEpisodesView({ search: 'x'.repeat(300) }).search).toHaveLength(200);
  });

  it('is one page of a request', () => {
    const view = readEpisodesView({ search: 'bag', show: 'rhobh', page: '3', archived: true, layout: 'grid' });
    expect(episodesRequest(view)).toEqual({ search: 'bag', showId: 'rhobh', archived: true, limit: 50, offset: 100 });
  });

  it('knows what filters', () => {
    expect(isFiltered(readEpisodesView({ archived: true, sort: 'id', layout: 'grid' }))).toBe(false);
    expect(isFiltered(readEpisodesView({ season: 0 }))).toBe(true);
  });
});

describe('a click on a column', () => {
  it('sorts by it, then the other way, from the first page', () => {
    const once = sortedBy({ page: 4, search: 'a' }, 'title');
    expect(once).toEqual({ search: 'a', sort: 'title', order: 'ascending' });
    expect(sortedBy(once, 'title').order).toBe('descending');
    expect(sortedBy(once, 'duration').order).toBe('descending');
  });

  it('turns the order that is there when nobody has chosen one', () => {
    expect(sortedBy({}, 'createdAt')).toEqual({ sort: 'createdAt', order: 'ascending' });
  });
});

it.each([
  [0, 1],
  [50, 1],
  [51, 2],
])('%d episodes are %d pages', (total, pages) => expect(pageCount(total)).toBe(pages));
