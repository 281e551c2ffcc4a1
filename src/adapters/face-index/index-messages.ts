/** What the index's thread and the rest of the process tell each other. */
import type { FaceBatch, FaceQuestion, IndexedRun, MomentQuestion } from './port.ts';

/** What is asked for, in the order of asking. */
export type IndexRequest =
  | { readonly type: 'append'; readonly run: IndexedRun; readonly batch: FaceBatch }
  | { readonly type: 'remove'; readonly run: IndexedRun }
  | { readonly type: 'nearest'; readonly question: FaceQuestion & { readonly limit: number } }
  | { readonly type: 'moments'; readonly question: MomentQuestion }
  | { readonly type: 'size' };

export type ToIndex = { readonly id: number; readonly request: IndexRequest };
export type FromIndex =
  | { readonly id: number; readonly result: unknown }
  /** `code` is null where the program has a fault. */
  | { readonly id: number; readonly failure: { readonly code: string | null; readonly message: string } };
