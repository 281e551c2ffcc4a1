import { describe, expect, it } from 'vitest';
import { changedSearch, readSearchView, searchRequest } from './search-view.ts';

const RUN = '4b0f8a3e-0000-4000-8000-000000000001';

describe('the address of a search', () => {
  it('is read as far as it makes sense', () => {
    expect(readSearchView({ run: RUN, face: '12', reach: 'likely', page: 2 })).toEqual({
      run: RUN,
      face: 12,
      reach: 'likely',
      page: 2,
    });
    const odd = { run: '../x', face: 0, track: 1.5, pick: -1, show: 'A B', reach: 'far', page: 'x' };
    expect(readSearchView(odd)).toEqual({});
    expect(readSearchView({ photo: 'p1', pick: '0' })).toEqual({ photo: 'p1', pick: 0 });
  });

  it('asks for the first page of all episodes, surely alike, unless it says otherwise', () => {
    expect(searchRequest({})).toEqual({ leastLikeness: 0.45, limit: 10, offset: 0, perEpisode: 12 });
    expect(searchRequest({ show: 'demo', reach: 'wide', page: 3 })).toEqual({
      showId: 'demo',
      leastLikeness: 0.25,
      limit: 10,
      offset: 20,
      perEpisode: 12,
    });
    expect(searchRequest({ episode: 'demo-s01e01' })).toMatchObject({ episodeId: 'demo-s01e01', perEpisode: 500 });
  });

  it('begins at the first page again when anything else changes', () => {
    expect(changedSearch({ run: RUN, face: 3, page: 4 }, { reach: 'wide' })).toEqual({
      run: RUN,
      face: 3,
      reach: 'wide',
    });
    expect(changedSearch({ run: RUN, face: 3, page: 4 }, { page: 5 })).toEqual({ run: RUN, face: 3, page: 5 });
  });
});
