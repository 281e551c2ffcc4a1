/** What is not removed with a person, and why: said before, and in the certificate. */
import type { Queries } from '../../../adapters/database/port.ts';
import type { KeptItem } from '../../contract/privacy.ts';
import type { WordSearch } from './redact-words.ts';

export async function listWhatStays(
  queries: Queries,
  {
    show,
    search,
    withVideos,
    remains,
  }: {
    readonly show: string;
    readonly search: WordSearch;
    readonly withVideos: boolean;
    /** In the files of the database. */
    readonly remains: 'gone' | 'left';
  },
): Promise<KeptItem[]> {
  const mentions = await countMentions(queries, show, search);
  return [
    ...(withVideos
      ? []
      : [
          { kind: 'videos' as const, why: 'The videos of the episodes, in which they can be seen: the show itself.' },
          {
            kind: 'thumbnails' as const,
            why: 'Small pictures and posters of the videos: they show whole frames, whoever is in them.',
          },
        ]),
    {
      kind: 'seconds',
      why: 'Their seconds on screen, as those of somebody without a name, a picture or an embedding: else the numbers of others would change.',
    },
    {
      kind: 'positions',
      why: 'When and where in the picture a face was found: by that nobody can be recognised.',
    },
    {
      kind: 'unsaid-faces',
      why: 'Faces that neither a person nor the machine has said to be theirs. A new analysis of a video finds all faces in it again, as those of people it does not know.',
    },
    ...(mentions > 0
      ? [
          {
            kind: 'other-mentions' as const,
            why: `Titles and notes of the show that say the name: ${mentions}. They were written about something else; change them by hand.`,
          },
        ]
      : []),
    ...(remains === 'left'
      ? [
          {
            kind: 'database-remains' as const,
            why: 'What the database has deleted lies in its files and its log of changes until the room is used again.',
          },
        ]
      : []),
    { kind: 'backups', why: 'Copies that were made of the database or the storage: this program does not know them.' },
    { kind: 'audit-log', why: 'That it was done, when and by whom, under the number of this certificate.' },
  ];
}

async function countMentions(queries: Queries, show: string, search: WordSearch): Promise<number> {
  const shows = await queries.selectFrom('shows').select('title').where('id', '=', show).execute();
  const seasons = await queries.selectFrom('seasons').select('title').where('show_id', '=', show).execute();
  const episodes = await queries.selectFrom('episodes').select('title').where('show_id', '=', show).execute();
  const people = await queries
    .selectFrom('people')
    .select(['id', 'name', 'notes'])
    .where('show_id', '=', show)
    .execute();
  const files = await queries
    .selectFrom('videos')
    .innerJoin('episodes', 'episodes.id', 'videos.episode_id')
    .select('videos.file_name as title')
    .where('episodes.show_id', '=', show)
    .execute();
  const texts = [
    ...[...shows, ...seasons, ...episodes, ...files].map(({ title }) => title ?? ''),
    // Of the others: who is to be forgotten is one of the names itself.
    ...people.filter(({ id, name }) => !search.isOne(id) && !search.isOne(name)).map(({ notes }) => notes),
  ];
  return texts.filter((text) => search.isSaidIn(text)).length;
}
