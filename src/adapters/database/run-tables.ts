/** Rows of `migrations/002-runs.sql`; the comments there say what the columns mean. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { Json, NullableJson, Reals } from './column-values.ts';

/** What a model does in a run. */
type ModelRole = 'detector' | 'landmarks' | 'embedder' | 'pose';

export interface ModelTable {
  id: GeneratedAlways<number>;
  sha256: string;
  role: ModelRole;
  pack: string;
  file: string;
  licence: string;
  dimensions: number | null;
}

export interface RunTable {
  id: Generated<string>;
  episode_id: string;
  video_id: string;
  number: number;
  profile: string;
  config: Json<unknown>;
  program_version: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';
  reason_code: string | null;
  reason: string | null;
  is_active: Generated<boolean>;
  counts: NullableJson<unknown>;
  guardrails: NullableJson<unknown>;
  warnings: NullableJson<unknown>;
  progress: NullableJson<unknown>;
  redacted_at: Date | null;
  requested_by: string;
  queued_at: Generated<Date>;
  started_at: Date | null;
  finished_at: Date | null;
}

export interface RunModelTable {
  run_id: string;
  role: ModelRole;
  model_id: number;
}

export interface RunStageTable {
  run_id: string;
  name: string;
  position: number;
  state: 'pending' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';
  reason: string | null;
  attempts: Generated<number>;
  reused: Generated<boolean>;
  started_at: Date | null;
  finished_at: Date | null;
  wall_seconds: number | null;
  cpu_seconds: number | null;
}

export interface RunLogTable {
  run_id: string;
  sequence: GeneratedAlways<number>;
  at: Date;
  level: 'info' | 'warn' | 'error';
  message: string;
}

export interface RunArtifactTable {
  run_id: string;
  name: string;
  blob_key: string;
  bytes: number;
  sha256: string;
}

export interface ShotTable {
  run_id: string;
  number: number;
  start_frame: number;
  end_frame: number;
  start_seconds: number;
  end_seconds: number;
  transition: 'start' | 'cut' | 'dissolve' | 'fade' | 'wipe';
}

export interface TrackTable {
  run_id: string;
  number: number;
  shot_number: number;
  first_frame: number;
  last_frame: number;
  first_seconds: number;
  last_seconds: number;
  sightings: number;
  best_crop_key: string | null;
}

export interface FaceTable {
  run_id: string;
  number: number;
  track_number: number;
  frame: number;
  seconds: number;
  box_left: number;
  box_top: number;
  box_width: number;
  box_height: number;
  score: number;
  quality: number | null;
  crop_key: string | null;
}

export interface FaceEmbeddingTable {
  run_id: string;
  face_number: number;
  model_id: number;
  embedding: Reals;
}
