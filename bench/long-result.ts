/** A made-up result as long as they get, as the API would answer for it: three hours, some dozen people, thousands of spans. */

export const EPISODE = 'bench-s01e01';
export const RUN = '4b0f8a3e-0000-4000-8000-000000000001';
const FRAMES_PER_SECOND = 25;
const INSTANT = '2026-01-01T00:00:00.000Z';

export interface LongResult {
  /** What each procedure answers, by its path; a function is called with what was asked. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** Text of `timeline.json`, which the page fetches by itself. */
  readonly timeline: string;
  readonly spans: number;
}

interface Size {
  readonly hours: number;
  readonly people: number;
  readonly spans: number;
}

export function longResult({ hours, people, spans }: Size): LongResult {
  const next = numbersFrom(7);
  const videoSeconds = hours * 3600;
  const shots = shotsOf(Math.ceil(spans / 3), videoSeconds, next);
  const receipts: Receipt[][] = Array.from({ length: people + 1 }, () => []);
  for (let track = 1; track <= spans; track++) {
    // Some are seen often, most are not; the last one is nobody.
    const who = Math.floor(next() ** 2 * (people + 1));
    const shot = shots[Math.floor(next() * shots.length)]!;
    const length = shot.endSeconds - shot.startSeconds;
    const startSeconds = shot.startSeconds + next() * 0.4 * length;
    const endSeconds = startSeconds + (0.3 + next() * 0.7) * (shot.endSeconds - startSeconds);
    receipts[who]!.push({ startSeconds, endSeconds, shot: shot.number, tracks: [track] });
  }
  const rows = receipts.map((of, place) => row(of.toSorted(byStart), place < people ? place + 1 : null));
  const identities = rows.slice(0, people).map(({ seconds, tracks }, place) => ({
    ...{ number: place + 1, person: null, suggestion: null, seconds, tracks, faces: tracks * 20, confidence: 0.9 },
    ...{ cohesion: 0.9, cropUrl: null },
  }));
  const preset = { name: 'standard', version: 1, gapToleranceSeconds: 0.5, minimumSightings: 1 };
  const shown = [...rows.slice(0, people).toSorted((a, b) => b.seconds - a.seconds), rows.at(-1)!];
  return {
    answers: {
      'accounts.me': { id: 'local', name: 'local', role: 'admin', signsIn: false },
      'uploads.list': { items: [] },
      'episodes.get': episode(videoSeconds),
      'videos.playback': playback(),
      'videos.thumbnails': null,
      'screenTime.table': { preset, videoSeconds, faceVisibleSeconds: videoSeconds * 0.9, rows: shown },
      'shots.list': { items: shots },
      'identities.list': { items: identities },
      'runs.artifactUrl': { url: '/timeline.json', expiresInSeconds: 3600 },
      'tracks.boxes': { frames: [] },
    },
    timeline: JSON.stringify({
      picture: { width: 1280, height: 720, displayWidth: 1280, displayHeight: 720 },
      timeBase: { numerator: 1, denominator: FRAMES_PER_SECOND },
      startPts: 0,
      endPts: videoSeconds * FRAMES_PER_SECOND,
      steps: [[videoSeconds * FRAMES_PER_SECOND - 1, 1]],
    }),
    spans,
  };
}

interface Receipt {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly shot: number;
  readonly tracks: readonly number[];
}

const byStart = (a: Receipt, b: Receipt): number => a.startSeconds - b.startSeconds;

function shotsOf(count: number, videoSeconds: number, next: () => number) {
  const cuts = Array.from({ length: count - 1 }, () => Math.floor(next() * videoSeconds * FRAMES_PER_SECOND));
  const starts = [...new Set([0, ...cuts])].sort((a, b) => a - b);
  return starts.map((startFrame, place) => {
    const end = starts[place + 1] ?? videoSeconds * FRAMES_PER_SECOND;
    return {
      number: place + 1,
      startFrame,
      endFrame: end - 1,
      startSeconds: startFrame / FRAMES_PER_SECOND,
      endSeconds: end / FRAMES_PER_SECOND,
      transition: place === 0 ? 'start' : 'cut',
    };
  });
}

/** @param identity null: nobody. */
function row(receipts: readonly Receipt[], identity: number | null) {
  return {
    subject: identity === null ? 'unattributed' : 'identity',
    personId: null,
    name: null,
    identities: identity === null ? [] : [identity],
    seconds: receipts.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0),
    firstSeconds: receipts[0]?.startSeconds ?? null,
    lastSeconds: receipts.at(-1)?.endSeconds ?? null,
    longestSeconds: 30,
    shots: receipts.length,
    tracks: receipts.length,
    confidence: identity === null ? null : 0.9,
    receipts,
  };
}

function episode(durationSeconds: number) {
  const run = { id: RUN, number: 1, state: 'done', reason: null, profile: 'balanced', queuedAt: INSTANT };
  const done = { ...run, finishedAt: INSTANT, progress: null };
  return {
    id: EPISODE,
    show: { id: 'bench', title: 'Bench' },
    ...{ season: 1, number: 1, title: 'Three hours', airDate: null, archivedAt: null, version: 1 },
    ...{ createdAt: INSTANT, updatedAt: INSTANT, activeRun: done, latestRun: done },
    ...{ posterUrl: null, cast: [], castCount: 0 },
    video: {
      ...{ id: RUN, fileName: 'video.mp4', bytes: 1, state: 'ready', reason: null, durationSeconds, sha256: null },
      hasProxy: false,
    },
  };
}

/** No picture: what is measured is the page, not the machine's video decoder. */
const playback = () => ({
  ...{ videoId: RUN, url: '/no-video', contentType: 'video/mp4', expiresAt: '2999-01-01T00:00:00.000Z' },
  ...{ isProxy: false, isPlayable: false },
});

/** The same every time (Park and Miller's generator). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
