/** The numbers that decide what is found and who is who, read from where they are used. */
import { DEFAULT_CLUSTERING } from '../../../pipeline/cluster/cluster-tracks.ts';
import { DEFAULT_NAMING } from '../../../pipeline/cluster/name-clusters.ts';
import { FLOOR } from '../../../pipeline/detect/detect-faces.ts';
import { guardrailLimits } from '../../../pipeline/guardrails/guardrail-limits.ts';
import { profiles } from '../../../pipeline/profiles.ts';
import {
  DEFAULT_TRACKER,
  LONG_TRACK_SCORE,
  SHORT_TRACK_SCORE,
  SINGLE_SIGHTING_SCORE,
} from '../../../pipeline/track/build-tracks.ts';
import { LONGEST_ABSENCE_S, LEAST_LIKENESS as PIECE_LIKENESS } from '../../../pipeline/track/link-pieces.ts';
import {
  MOST_LIKENESS as DIFFERENT_LIKENESS,
  LEAST_COHESION as SIDE_COHESION,
} from '../../../pipeline/track/split-mixed.ts';
import type { Thresholds } from '../../contract/system.ts';

type Threshold = Thresholds['items'][number];
/** Name, value, unit, meaning. */
type Row = readonly [string, number, string, string];

export function listThresholds(): Threshold[] {
  return [
    ...rowsOf('detection', detection()),
    ...rowsOf('tracking', tracking()),
    ...rowsOf('clustering', clustering()),
    ...rowsOf('naming', naming()),
    ...rowsOf('guardrails', guardrails()),
  ];
}

const rowsOf = (area: Threshold['area'], rows: readonly Row[]): Threshold[] =>
  rows.map(([name, value, unit, meaning]) => ({ area, name, value, unit, meaning }));

function detection(): Row[] {
  return [
    ['Least probability', FLOOR, '', 'What is a face with less than this probability is not even noted.'],
    ...Object.values(profiles).flatMap(({ name, sampling, wantedFaceShare, detectionArea }): Row[] => [
      [`${name}: frames, at least`, sampling.minimumRate, 'per s', 'Frames that are searched where nothing moves.'],
      [`${name}: frames, at most`, sampling.maximumRate, 'per s', 'Frames that are searched where much moves.'],
      [`${name}: smallest face`, wantedFaceShare, 'of the shorter side', 'Smaller faces may be missed.'],
      [`${name}: picture`, detectionArea, 'pixels', 'Larger pictures are scaled down to this many before the search.'],
    ]),
  ];
}

function tracking(): Row[] {
  const { sureScore, weakScore, maximumGap } = DEFAULT_TRACKER;
  return [
    ['Sure face', sureScore, '', 'From this probability on a face begins a track and is matched first.'],
    ['Weak face', weakScore, '', 'From this probability on a face may continue a track.'],
    ['Longest gap', maximumGap, 's', 'A track in which nothing was seen for longer ends.'],
    ['Long track', LONG_TRACK_SCORE, '', 'Mean probability that three sightings or more need to count as a face.'],
    ['Short track', SHORT_TRACK_SCORE, '', 'The same for two sightings.'],
    ['Single sighting', SINGLE_SIGHTING_SCORE, '', 'The same for one, in a shot that was looked at twice at most.'],
    [
      'Longest absence',
      LONGEST_ABSENCE_S,
      's',
      'Who comes back in the same shot within this time goes on in one track …',
    ],
    ['Likeness of pieces', PIECE_LIKENESS, 'cosine', '… if the faces are at least this much alike.'],
    ['Likeness of two people', DIFFERENT_LIKENESS, 'cosine', 'A track is split where both sides are less alike …'],
    ['Cohesion of a side', SIDE_COHESION, 'cosine', '… and each side agrees with itself at least this much.'],
  ];
}

function clustering(): Row[] {
  const each = DEFAULT_CLUSTERING;
  return [
    [
      'Merge',
      each.mergeLikeness,
      'cosine',
      'From this mean likeness on two groups of well-seen tracks are one person.',
    ],
    ['Join', each.joinLikeness, 'cosine', 'From this mean likeness on a doubtful track joins a person …'],
    ['Join, margin', each.joinMargin, 'cosine', '… if the next best person is at least this much less alike.'],
    ['Trusted evidence', each.trustedEvidence, '', 'Evidence from which on a track counts as well seen.'],
    ['Founding evidence', each.foundingEvidence, '', 'Evidence that the best track of a person needs …'],
    ['Founding time', each.foundingSeconds, 's', '… and how long all its tracks last at least.'],
    ['Open face', each.openFaceView, '', 'Who looks into the camera this much is somebody, however blurred …'],
    ['Open face, time', each.openFaceSeconds, 's', '… when it lasts at least this long.'],
  ];
}

function naming(): Row[] {
  const { acceptLikeness, askLikeness, margin } = DEFAULT_NAMING;
  return [
    ['Accept', acceptLikeness, 'cosine', 'From this likeness to the photographs on a name is given without asking …'],
    ['Accept, margin', margin, 'cosine', '… if the next best of the cast is at least this much less alike.'],
    ['Ask', askLikeness, 'cosine', 'From this likeness on a name is suggested.'],
  ];
}

function guardrails(): Row[] {
  return Object.values(guardrailLimits).flatMap(({ label, target, warnAbove }): Row[] => [
    ...(target.min === undefined
      ? []
      : [[`${label}, at least`, target.min, '', 'A healthy run has no less.'] as const]),
    ...(target.max === undefined ? [] : [[`${label}, at most`, target.max, '', 'A healthy run has no more.'] as const]),
    ...(warnAbove === null ? [] : [[`${label}, warning`, warnAbove, '', 'Above this something is wrong.'] as const]),
  ]);
}
