/**
 * What a healthy run looks like, per measure: the target, where a warning begins, how much material a judgement needs,
 * and what to do. Targets are those of an ensemble episode.
 */

export type GuardrailName =
  | 'tracks_per_minute'
  | 'short_track_fraction'
  | 'id_switch_rate'
  | 'faces_per_track'
  | 'rejection_rate'
  | 'clusters'
  | 'singleton_fraction'
  | 'largest_cluster_fraction';

/** What a judgement can be based on; a run with less of it than a guardrail needs is shown but not judged. */
export type Evidence = 'seconds' | 'shots' | 'tracks' | 'detections' | 'clusters';

export interface GuardrailLimits {
  /** What a person reads. */
  readonly label: string;
  /** Inside is ok; an absent side is unbounded. */
  readonly target: { readonly min?: number; readonly max?: number };
  /** Above it is a warning; null: the measure never warns. */
  readonly warnAbove: number | null;
  readonly needs: Partial<Readonly<Record<Evidence, number>>>;
  /** What to do when the value is below, or above, the target. */
  readonly remedyBelow: string;
  readonly remedyAbove: string;
}

export const guardrailLimits: Readonly<Record<GuardrailName, GuardrailLimits>> = {
  tracks_per_minute: {
    label: 'Tracks per minute',
    target: { min: 10, max: 30 },
    warnAbove: 50,
    needs: { seconds: 60 },
    remedyBelow:
      'Few faces were followed. If people are missing from the table, run again with --profile accurate; if few people appear, this is fine.',
    remedyAbove:
      'Tracks break into pieces, or things that are no faces were followed. Look at the crops; run again with --profile accurate. Very fast editing or crowds can also be the reason.',
  },
  short_track_fraction: {
    label: 'Short tracks (under 0.5 s)',
    target: { max: 0.2 },
    warnAbove: 0.3,
    needs: { tracks: 20 },
    remedyBelow: '',
    remedyAbove:
      'Many faces are followed for a moment only: motion, small faces or false finds. Run again with --profile accurate and reject crops that are no faces.',
  },
  id_switch_rate: {
    label: 'Broken tracks (estimate)',
    target: { max: 0.05 },
    warnAbove: 0.1,
    needs: { tracks: 20 },
    remedyBelow: '',
    remedyAbove:
      'Tracks end and start again at the same place. Seconds lack the pauses in between; run again with --profile accurate.',
  },
  faces_per_track: {
    label: 'Sightings per track',
    target: { min: 3 },
    warnAbove: null,
    needs: { tracks: 5 },
    remedyBelow:
      'Tracks rest on very few sightings each, so identities are less certain. Run again with --profile accurate.',
    remedyAbove: '',
  },
  rejection_rate: {
    label: 'Rejected detections',
    target: { max: 0.3 },
    warnAbove: 0.5,
    needs: { detections: 100 },
    remedyBelow: '',
    remedyAbove:
      'Many finds were thrown away as blurred, hidden or no faces. If people are missing, use a sharper source of the video or another detector with --models.',
  },
  clusters: {
    label: 'Identities',
    target: { min: 5, max: 15 },
    warnAbove: 30,
    needs: { seconds: 300 },
    remedyBelow:
      'Fewer people than an ensemble show has. If people were merged, split them in the review; if the cast is that small, this is fine.',
    remedyAbove:
      'More people than an ensemble show has: extras, or one person in several pieces. Give photos of the cast with --cast, or merge the pieces in the review.',
  },
  singleton_fraction: {
    label: 'Identities with one track',
    target: { max: 0.3 },
    warnAbove: 0.5,
    needs: { clusters: 5, shots: 10 },
    remedyBelow: '',
    remedyAbove:
      'Many identities were seen once only: passers-by, or pieces of people who have other rows. Give photos of the cast with --cast, or merge the pieces in the review.',
  },
  largest_cluster_fraction: {
    label: 'Share of the largest identity',
    target: { max: 0.4 },
    warnAbove: 0.6,
    needs: { clusters: 5, tracks: 20 },
    remedyBelow: '',
    remedyAbove:
      'One identity holds a large part of all tracks. Look at its crops: if two people are in it, split it in the review; a leading part can also be the reason.',
  },
};
