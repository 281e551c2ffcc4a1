/** Jobs and queues in words. */
import type { Job } from '../../../server/contract/jobs.ts';

const OPERATIONS: Record<string, string> = {
  analyze: 'Analysis',
  detect_track: 'Find and follow faces',
  faces_embed: 'Describe faces',
  cluster: 'Tell people apart, measure',
  analyze_segment: 'Share of a long video',
  make_proxy: 'Rendition for browsers',
  make_thumbnails: 'Thumbnails',
  embed_photos: 'Learn photographs',
  forget_person: 'Forget a person',
};
/** What a job does; one that is not known here by its own name. */
export const operationLabel = (name: string): string =>
  OPERATIONS[name] ?? `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`.replaceAll('_', ' ');

export const QUEUE_WORDS: Record<string, { label: string; meaning: string }> = {
  analysis: { label: 'Analysis', meaning: 'Runs, step by step' },
  segments: { label: 'Segments', meaning: 'Shares of long videos' },
  review: { label: 'Review', meaning: 'Photographs of the cast' },
  media: { label: 'Media', meaning: 'Renditions and thumbnails' },
};

export interface JobRow<Row> {
  readonly job: Row;
  /** 0: a job by itself; 1: part of the one above it … */
  readonly depth: number;
}

/** Wholes with their parts below them, as long as both are there; else in the order given. */
export function withParts<Row extends Pick<Job, 'id' | 'partOf'>>(jobs: readonly Row[]): JobRow<Row>[] {
  const known = new Set(jobs.map(({ id }) => id));
  const below = (id: string, depth: number): JobRow<Row>[] =>
    jobs.filter(({ partOf }) => partOf === id).flatMap((job) => [{ job, depth }, ...below(job.id, depth + 1)]);
  return jobs
    .filter(({ partOf }) => partOf === null || !known.has(partOf))
    .flatMap((job) => [{ job, depth: 0 }, ...below(job.id, 1)]);
}

/** Of the work, 0 to 1, as the job reported it; null: it has not. */
export function shareOf({ progress }: Pick<Job, 'progress'>): number | null {
  const share = progress?.['share'];
  return typeof share === 'number' ? Math.min(1, Math.max(0, share)) : null;
}
