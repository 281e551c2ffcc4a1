import { describe, expect, it } from 'vitest';
import type { Episode } from '../../../server/contract/episodes.ts';
import type { Show } from '../../../server/contract/shows.ts';
import { type Draft, episodeOf, lookAt, makeDraft } from './draft.ts';

const SHOWS: Show[] = [
  { id: 'rhobh', title: 'The Real Housewives of Beverly Hills', archivedAt: null, createdAt: '', seasons: [] },
];
const draftOf = (path: string, changes: Partial<Draft> = {}): Draft => ({
  ...makeDraft(path, { file: new File(['x'], path), path, handle: null }, SHOWS),
  ...changes,
});
const lookedAt = (draft: Draft, { others = [] as Draft[], existing = [] as string[] } = {}) =>
  lookAt(draft, {
    shows: SHOWS,
    drafts: [draft, ...others],
    episodes: new Map(existing.map((id) => [id, { id, video: { fileName: 'old.mp4' } } as Episode])),
  });

describe('a draft', () => {
  it('belongs to the show that is there under its initials', () => {
    const draft = draftOf('RHOBH.S05E17.The.Reunion.mkv');
    expect(draft.show).toBe('The Real Housewives of Beverly Hills');
    expect(episodeOf(draft, SHOWS)).toMatchObject({ episodeId: 'rhobh-s05e17', title: 'The Reunion' });
    expect(lookedAt(draft)).toEqual({ problem: null, existing: null, isNewShow: false });
  });

  it('makes a show where there is none', () => {
    const draft = draftOf('Other.Show.S01E02.mkv');
    expect(episodeOf(draft, SHOWS)).toMatchObject({ episodeId: 'other-show-s01e02', showTitle: 'Other Show' });
    expect(lookedAt(draft).isNewShow).toBe(true);
  });

  it('says what is missing', () => {
    expect(lookedAt(draftOf('party.mp4')).problem).toBe(
      'The name does not say which episode this is. Fill in the season and the episode.',
    );
    expect(lookedAt(draftOf('S01E02.mp4')).problem).toBe('Fill in the show.');
  });

  it('is no second video of an episode', () => {
    const draft = draftOf('rhobh.s05e17.mkv');
    expect(lookedAt(draft, { others: [draftOf('RHOBH 5x17.mp4')] }).problem).toContain(
      'RHOBH 5x17.mp4 is to be the same',
    );
    expect(lookedAt(draft, { existing: ['rhobh-s05e17'] })).toMatchObject({ existing: { fileName: 'old.mp4' } });
    expect(lookedAt(draft, { existing: ['rhobh-s05e17'] }).problem).toContain('replaced');
    expect(lookedAt({ ...draft, replaces: true }, { existing: ['rhobh-s05e17'] }).problem).toBeNull();
  });
});
