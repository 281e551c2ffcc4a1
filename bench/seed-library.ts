/** Rows of a library that has been used for years, without files. */
import { sql } from 'kysely';
import { toJson } from '../src/adapters/database/column-values.ts';
import type { Queries } from '../src/adapters/database/port.ts';
import { KEPT_PRESET } from '../src/server/results/preset-key.ts';

export interface LibrarySize {
  readonly episodes: number;
  /** Of all episodes together; each has one run. */
  readonly tracks: number;
}

/** Makes the rows. @returns the runs' ids. */
export async function seedLibrary(queries: Queries, { episodes, tracks }: LibrarySize): Promise<string[]> {
  const perRun = Math.max(1, Math.round(tracks / episodes));
  await sql`insert into shows (id, title) select 'show-' || n, 'Show ' || n from generate_series(1, 10) n`.execute(
    queries,
  );
  await sql`insert into seasons (show_id, number) select 'show-' || n, 1 from generate_series(1, 10) n`.execute(
    queries,
  );
  await sql`
    insert into episodes (id, show_id, season_number, number, title, created_at)
    select 'show-' || (n % 10 + 1) || '-s01e' || lpad((n / 10)::text, greatest(2, length((n / 10)::text)), '0'),
      'show-' || (n % 10 + 1), 1, n / 10, 'Episode number ' || n, now() - n * interval '1 hour'
    from generate_series(0, ${episodes}::int - 1) n
  `.execute(queries);
  await sql`
    insert into videos (episode_id, blob_key, file_name, bytes, sha256, state, probe, duration_seconds, is_current)
    select id, 'raw/' || id, 'episode.mp4', 1000000000, repeat('a', 64), 'ready',
      '{"container": "mov,mp4", "codec": "h264", "pixelFormat": "yuv420p", "audioCodec": "aac"}', 2580, true
    from episodes
  `.execute(queries);
  const counts = toJson({ tracks: perRun });
  await sql`
    insert into runs (episode_id, video_id, number, profile, config, program_version, state, is_active, counts,
      requested_by, started_at, finished_at)
    select episode_id, id, 1, 'balanced', '{}', '0.1.0', 'done', true, ${counts}::jsonb, 'bench', now(), now() from videos
  `.execute(queries);
  await sql`
    insert into shots (run_id, number, start_frame, end_frame, start_seconds, end_seconds, transition)
    select id, n, n * 100, n * 100 + 99, n * 4, n * 4 + 4, 'cut' from runs, generate_series(1, 20) n
  `.execute(queries);
  await sql`
    insert into tracks (run_id, number, shot_number, first_frame, last_frame, first_seconds, last_seconds, sightings,
      best_crop_key)
    select id, n, n % 20 + 1, n % 20 * 100, n % 20 * 100 + 50, n % 20 * 4, n % 20 * 4 + 2, 20,
      'artifacts/crops/x/s01/e01/' || id || '/track-' || n || '/frame-1.jpg'
    from runs, generate_series(1, ${perRun}::int) n
  `.execute(queries);
  await sql`
    insert into faces (run_id, number, track_number, frame, seconds, box_left, box_top, box_width, box_height, score, quality,
      crop_key)
    select run_id, number, number, first_frame, first_seconds, 10, 10, 60, 80, 0.9, 0.5, best_crop_key from tracks
  `.execute(queries);
  await sql`
    insert into identities (run_id, number, confidence, face_count, seconds)
    select id, n, 0.9, 10, n from runs, generate_series(1, 12) n
  `.execute(queries);
  await sql`
    insert into identity_tracks (run_id, track_number, identity_number)
    select run_id, number, number % 12 + 1 from tracks where number % 13 > 0
  `.execute(queries);
  // Half of the people are in the cast of their show.
  await sql`
    insert into people (show_id, name) select shows.id, 'Person ' || n from shows, generate_series(1, 6) n
  `.execute(queries);
  await sql`
    insert into screen_time_tables (run_id, preset, edit_seq, show_edit_seq, face_visible_seconds, shown)
    select runs.id, ${KEPT_PRESET}, 0, 0, 80, jsonb_build_object('count', 12, 'first', (
      select jsonb_agg(jsonb_build_object('personId', people.id, 'name', null, 'seconds', 13 - n,
        'cropKey', 'artifacts/crops/x/s01/e01/' || runs.id || '/track-' || n || '/frame-1.jpg') order by n)
      from generate_series(1, 6) n
      left join people on people.show_id = episodes.show_id and people.name = 'Person ' || (2 * n)
    )) from runs join episodes on episodes.id = runs.episode_id
  `.execute(queries);
  await sql`
    insert into screen_time_rows (run_id, preset, subject, person_id, identity_key, seconds, longest_seconds, shots, tracks,
      confidence)
    select runs.id, ${KEPT_PRESET}, case when people.id is null then 'identity' else 'person' end, people.id,
      case when people.id is null then n::text end, n, 1, 1, 1, 0.9
    from runs join episodes on episodes.id = runs.episode_id cross join generate_series(1, 12) n
    left join people on people.show_id = episodes.show_id and people.name = 'Person ' || n
  `.execute(queries);
  await sql`analyze`.execute(queries);
  const rows = await queries.selectFrom('runs').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
