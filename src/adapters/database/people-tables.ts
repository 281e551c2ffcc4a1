/** Rows of `migrations/003-people.sql` and what came later; the comments there say what the columns mean. */
import type { Generated } from 'kysely';
import type { Reals } from './column-values.ts';

export interface PersonTable {
  id: Generated<string>;
  show_id: string;
  name: string;
  notes: Generated<string>;
  archived_at: Date | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface PersonAliasTable {
  person_id: string;
  show_id: string;
  alias: string;
}

export interface PersonRoleTable {
  person_id: string;
  show_id: string;
  season_number: number;
  role: string;
}

export interface FacebankPhotoTable {
  id: Generated<string>;
  person_id: string;
  sha256: string;
  original_key: string;
  display_key: string;
  embed_key: string;
  source: 'upload' | 'import' | 'crop';
  source_run_id: string | null;
  source_face_number: number | null;
  quality: number | null;
  is_featured: Generated<boolean>;
  created_by: string;
  created_at: Generated<Date>;
  state: Generated<'waiting' | 'ready' | 'rejected'>;
  reason_code: string | null;
  reason: string | null;
  duplicate_of: string | null;
}

export interface PhotoEmbeddingTable {
  photo_id: string;
  model_id: number;
  embedding: Reals;
}

export interface IdentityTable {
  run_id: string;
  number: number;
  person_id: string | null;
  verdict: 'accept' | 'ask' | 'reject' | null;
  likeness: number | null;
  margin: number | null;
  confidence: number;
  cohesion: number | null;
  face_count: number;
  seconds: Generated<number>;
  best_crop_key: string | null;
}

export interface IdentityTrackTable {
  run_id: string;
  track_number: number;
  identity_number: number;
}

export interface NamingLineTable {
  show_id: string;
  model_id: number;
  accept_likeness: number;
  ask_likeness: number;
  adopted_by: string;
  adopted_at: Generated<Date>;
}
