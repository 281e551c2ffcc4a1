/** What the conformance suite is run on. For test files only. */
import type { BlobStore } from './port.ts';

/** A storage that is empty at first and used by nobody else. */
export interface Trial {
  readonly store: BlobStore;
  /** A second store on the same storage, as another process would open it. */
  reopen(): BlobStore;
  /** Added to the clock with which URLs are signed. The storage checks them by the real one. */
  clockOffsetMs: number;
  close(): Promise<void>;
}

/** What the storage behind a store may lack. Its tests are then skipped, and shown as such. */
export type Ability =
  /** It checks signatures and expiry of URLs. */
  | 'signatures'
  /** It takes forms. */
  | 'post'
  /** It says which parts have arrived, and which uploads are open. */
  | 'part lists'
  /** It checks the SHA-256 that a part was signed with. */
  | 'part checksums'
  /** It keeps objects outside of this process's memory. */
  | 'disk'
  /** It lists in the order of bytes, as S3 does. */
  | 'listing order'
  /** It notices that a sender went away, and takes nothing of what it sent. */
  | 'cut connections';

/** Hands the trial to the groups of tests: it exists when they run, not yet when they are declared. */
export interface Subject {
  readonly trial: () => Trial;
  readonly lacks: (ability: Ability) => boolean;
}
