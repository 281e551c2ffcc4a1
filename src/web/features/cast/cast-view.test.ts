import { describe, expect, it } from 'vitest';
import { changedView, readCastView, sortedBy, sortOf } from './cast-view.ts';

describe('the address of the cast', () => {
  it('is read as far as it makes sense', () => {
    expect(readCastView({ show: 'rhobh', tab: 'season', season: '5', search: ' kyle ' })).toEqual({
      show: 'rhobh',
      tab: 'season',
      season: 5,
      search: ' kyle ',
    });
    expect(readCastView({ show: '../x', tab: 'secrets', season: '1.5', sort: 'hair', archived: 'no' })).toEqual({});
  });

  it('forgets the season when the show is another one', () => {
    const view = { show: 'rhobh', season: 5, search: 'kim' };
    expect(changedView(view, { show: 'rhony' })).toEqual({ show: 'rhony', search: 'kim' });
    expect(changedView(view, { search: undefined })).toEqual({ show: 'rhobh', season: 5 });
  });

  it('sorts by who is seen longest, and turns around on a second click', () => {
    expect(sortOf({})).toEqual({ sort: 'seconds', order: 'descending' });
    expect(sortOf({ sort: 'name' })).toEqual({ sort: 'name', order: 'ascending' });
    expect(sortedBy({}, 'name')).toEqual({ sort: 'name', order: undefined });
    expect(sortedBy({ sort: 'name' }, 'name')).toEqual({ sort: 'name', order: 'descending' });
    expect(sortedBy({ sort: 'name', order: 'descending' }, 'name')).toEqual({ sort: 'name', order: 'ascending' });
  });
});
