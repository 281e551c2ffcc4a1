import type { Services } from '../../api/services.ts';
import type { RetentionKind, WouldGo } from '../../contract/retention.ts';

export type RetentionServices = Pick<
  Services,
  'database' | 'blobs' | 'jobs' | 'clock' | 'analysesFolder' | 'videoChecks' | 'cache'
>;

/** How things of a kind grow old, and how they go. */
export interface RetentionRule {
  readonly kind: RetentionKind;
  /** What is older than a time. */
  find(services: RetentionServices, before: Date): Promise<WouldGo>;
  /** Removes it; interrupted, it is done again. @returns how much went. */
  remove(services: RetentionServices, before: Date): Promise<number>;
}
