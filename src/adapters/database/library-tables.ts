/** Rows of `migrations/001-library.sql`; the comments there say what the columns mean. */
import type { Generated } from 'kysely';
import type { NullableJson } from './column-values.ts';

export interface ShowTable {
  id: string;
  title: string;
  archived_at: Date | null;
  created_at: Generated<Date>;
}

export interface SeasonTable {
  show_id: string;
  number: number;
  title: string | null;
}

export interface EpisodeTable {
  id: string;
  show_id: string;
  season_number: number;
  number: number;
  title: string | null;
  /** `YYYY-MM-DD`. */
  air_date: string | null;
  archived_at: Date | null;
  deletion_started_at: Date | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface VideoTable {
  id: Generated<string>;
  episode_id: string;
  blob_key: string;
  file_name: string;
  bytes: number;
  sha256: string | null;
  state: 'checking' | 'ready' | 'rejected';
  reason: string | null;
  probe: NullableJson<unknown>;
  duration_seconds: number | null;
  proxy_key: string | null;
  poster_key: string | null;
  thumbnails: NullableJson<unknown>;
  is_current: boolean;
  created_at: Generated<Date>;
}

export interface UploadTable {
  id: Generated<string>;
  episode_id: string;
  blob_key: string;
  store_upload_id: string;
  file_name: string;
  content_type: string;
  bytes: number;
  part_bytes: number;
  sha256: string | null;
  state: 'open' | 'completing' | 'completed' | 'cancelled' | 'failed';
  reason: string | null;
  created_by: string;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  expires_at: Date;
}

export interface UploadPartTable {
  upload_id: string;
  number: number;
  etag: string;
  bytes: number;
  uploaded_at: Generated<Date>;
}
