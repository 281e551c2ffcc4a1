/** Every table by name, for the query builder. A test compares this with the database that the migrations build. */
import type * as account from './accounts-tables.ts';
import type * as library from './library-tables.ts';
import type * as people from './people-tables.ts';
import type * as privacy from './privacy-tables.ts';
import type * as review from './review-tables.ts';
import type * as run from './run-tables.ts';

export interface Schema {
  shows: library.ShowTable;
  seasons: library.SeasonTable;
  episodes: library.EpisodeTable;
  videos: library.VideoTable;
  uploads: library.UploadTable;
  upload_parts: library.UploadPartTable;

  models: run.ModelTable;
  runs: run.RunTable;
  run_models: run.RunModelTable;
  run_stages: run.RunStageTable;
  run_log: run.RunLogTable;
  run_artifacts: run.RunArtifactTable;
  shots: run.ShotTable;
  tracks: run.TrackTable;
  faces: run.FaceTable;
  face_embeddings: run.FaceEmbeddingTable;

  people: people.PersonTable;
  person_aliases: people.PersonAliasTable;
  person_roles: people.PersonRoleTable;
  facebank_photos: people.FacebankPhotoTable;
  photo_embeddings: people.PhotoEmbeddingTable;
  identities: people.IdentityTable;
  identity_tracks: people.IdentityTrackTable;
  naming_lines: people.NamingLineTable;

  edits: review.EditTable;
  screen_time_tables: review.ScreenTimeTable;
  screen_time_rows: review.ScreenTimeRowTable;
  exports: review.ExportTable;
  job_history: review.JobHistoryTable;
  audit_log: review.AuditLogTable;

  forgettings: privacy.ForgettingTable;
  retention_rules: privacy.RetentionRuleTable;

  accounts: account.AccountTable;
  account_credentials: account.AccountCredentialTable;
  account_sessions: account.AccountSessionTable;
  api_keys: account.ApiKeyTable;
  sign_in_attempts: account.SignInAttemptTable;
}
