/** The tracks of an identity after edits, with their faces. */
import type { z } from 'zod';
import { currentIdentity, type ReviewState } from '../../../review/review-state.ts';
import type { ReviewTrack, reviewTracks } from '../../contract/review.ts';
import { keyOfArtifact } from '../../results/artifact-place.ts';
import { type RunFace, readFacesByTrack } from '../../results/face-rows.ts';
import { readBlobRows } from '../../results/read-blob.ts';
import { trackRow } from '../../results/result-rows.ts';
import { keptFor, type ResultStores } from '../../results/run-evidence.ts';
import { type PlacedRun, readDoneRun } from '../../results/run-place.ts';
import { readReview } from '../../results/run-review.ts';
import { signedCrop } from '../../results/signed-crop.ts';

type Request = z.infer<typeof reviewTracks>;

/** By time. @throws UserError `runs.not-found`, `runs.wrong-state`; BlobError. */
export async function listReviewTracks(
  stores: ResultStores,
  { runId, of, limit, offset }: Request,
): Promise<{ items: ReviewTrack[]; total: number }> {
  const run = await readDoneRun(stores.database.queries, runId);
  const { state } = await readReview(stores, run);
  const wanted = tracksOf(state, of);
  const tracks = state.machine.tracks
    .filter(({ track }) => wanted.has(track))
    .toSorted((a, b) => a.firstSeconds - b.firstSeconds || a.track - b.track);
  const faces = await readFacesByTrack(stores, run);
  const facts = await readTrackFacts(stores, run);
  const items = await Promise.all(
    tracks.slice(offset, offset + limit).map(async ({ track, ...machine }): Promise<ReviewTrack> => {
      const bounds = state.bounds.get(track);
      const { firstSeconds, lastSeconds } = bounds ?? machine;
      const own = (faces.get(track) ?? []).toSorted((a, b) => a.seconds - b.seconds);
      return {
        number: track,
        shot: facts.get(track)?.shot ?? 1,
        firstSeconds,
        lastSeconds,
        isBounded: bounds !== undefined,
        confidence: facts.get(track)?.confidence ?? null,
        faces: await Promise.all(own.map((face) => showFace(stores, state, face))),
      };
    }),
  );
  return { items, total: tracks.length };
}

function tracksOf(state: ReviewState, of: Request['of']): ReadonlySet<number> {
  if (of === 'not-faces') return new Set(state.notFaces.keys());
  if (of === 'unassigned') {
    const free = [...state.ownerOf].filter(([track, owner]) => owner === null && !state.notFaces.has(track));
    return new Set(free.map(([track]) => track));
  }
  const identity = currentIdentity(state, Number(of));
  const alone = [...(identity?.faces ?? [])].flatMap((face) => state.trackOfFace.get(face) ?? []);
  return new Set([...(identity?.tracks ?? []), ...alone].filter((track) => !state.notFaces.has(track)));
}

const readTrackFacts = (stores: ResultStores, run: PlacedRun) =>
  keptFor(stores, run, 'track-facts', async () => {
    const rows = await readBlobRows(stores.blobs, keyOfArtifact(run.place, 'tracks.jsonl'), trackRow);
    return new Map(rows.map(({ track, shot, confidence }) => [track, { shot, confidence }]));
  });

async function showFace(
  { blobs }: ResultStores,
  state: ReviewState,
  face: RunFace,
): Promise<ReviewTrack['faces'][number]> {
  const { number, seconds, quality } = face;
  const isMoved = state.ownerOfFace.has(number);
  return {
    number,
    seconds,
    quality,
    isExcluded: state.excludedFaces.has(number),
    ...(isMoved && { movedTo: state.ownerOfFace.get(number) ?? null }),
    url: await signedCrop(blobs, face.cropKey),
  };
}
