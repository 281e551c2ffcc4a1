/** What the review asks before it does something: one question at a time. */
import type { Parts } from './plan-edits.ts';

/** Numbers are those of stacks. */
export type ReviewDialog =
  | { readonly kind: 'who'; readonly stacks: readonly number[]; readonly initial: string }
  | { readonly kind: 'who-parts'; readonly parts: Parts; readonly initial: string }
  | { readonly kind: 'never'; readonly stacks: readonly number[] }
  | { readonly kind: 'ignore'; readonly stacks: readonly number[] }
  | { readonly kind: 'name'; readonly stacks: readonly number[] }
  | { readonly kind: 'compare'; readonly stacks: readonly number[] }
  | { readonly kind: 'outliers'; readonly stack: number };
