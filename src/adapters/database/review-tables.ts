/** Rows of `migrations/004-review.sql`; the comments there say what the columns mean. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { Json } from './column-values.ts';

export interface EditTable {
  id: string;
  show_id: string;
  episode_id: string | null;
  seq: number;
  kind: string;
  payload: Json<unknown>;
  undoes: string | null;
  author: string;
  reason: string | null;
  run_id: string | null;
  effect_seconds: number | null;
  made_at: Generated<Date>;
  redacted_at: Date | null;
}

export interface ScreenTimeTable {
  run_id: string;
  preset: string;
  edit_seq: number;
  show_edit_seq: number;
  face_visible_seconds: number;
  shown: Json<unknown>;
  computed_at: Generated<Date>;
}

export interface ScreenTimeRowTable {
  run_id: string;
  preset: string;
  subject: 'person' | 'identity' | 'unattributed';
  person_id: string | null;
  identity_key: string | null;
  seconds: number;
  first_seconds: number | null;
  last_seconds: number | null;
  longest_seconds: number;
  shots: number;
  tracks: number;
  confidence: number | null;
}

export interface ExportTable {
  id: Generated<string>;
  run_id: string;
  format: string;
  options: Json<unknown>;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  reason: string | null;
  blob_key: string | null;
  bytes: number | null;
  sha256: string | null;
  requested_by: string;
  created_at: Generated<Date>;
  finished_at: Date | null;
}

export interface JobHistoryTable {
  id: string;
  operation: string;
  queue: string;
  episode_id: string | null;
  run_id: string | null;
  payload: Json<unknown>;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';
  attempts: Generated<number>;
  reason_code: string | null;
  reason: string | null;
  requested_by: string;
  created_at: Generated<Date>;
  started_at: Date | null;
  finished_at: Date | null;
}

export interface AuditLogTable {
  id: GeneratedAlways<number>;
  at: Generated<Date>;
  actor: string;
  action: string;
  subject_type: string;
  subject_id: string;
  detail: Json<unknown>;
}
