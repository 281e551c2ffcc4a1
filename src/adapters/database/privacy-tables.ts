/** Rows of `migrations/…-privacy.sql`; the comments there say what the columns mean. */
import type { Generated, GeneratedAlways } from 'kysely';
import type { NullableJson } from './column-values.ts';

export interface ForgettingTable {
  id: Generated<string>;
  number: GeneratedAlways<number>;
  person_id: string | null;
  reference: string | null;
  with_videos: boolean;
  requested_by: string;
  requested_at: Generated<Date>;
  inventory: NullableJson<unknown>;
  reason: string | null;
  certificate: string | null;
  certificate_sha256: string | null;
  finished_at: Date | null;
}

export interface RetentionRuleTable {
  kind: string;
  days: number;
  changed_by: string;
  changed_at: Generated<Date>;
}
