/** Why something is asked: the two pictures that are most alike, one of each side. */
import { cosine } from '../../../pipeline/embed/vectors.ts';
import { type Embedding, embedding } from '../../../pipeline/units.ts';
import type { ReviewState } from '../../../review/review-state.ts';
import type { ReviewQuestion } from '../../contract/review-questions.ts';
import { readFacesByTrack } from '../../results/face-rows.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import type { PlacedRun } from '../../results/run-place.ts';
import { signedCrop } from '../../results/signed-crop.ts';
import { readTemplatesAfter } from '../../results/track-templates.ts';
import { tracksIn } from './run-looks.ts';

interface Context {
  readonly stores: ResultStores;
  readonly run: PlacedRun;
  readonly state: ReviewState;
}

/** The track itself, and the picture of the likeliest that is most like it. */
export async function reasonOfTrack(
  { stores, run, state }: Context,
  track: number,
  candidate: number | undefined,
): Promise<ReviewQuestion['reason']> {
  const { byTrack } = await readTemplatesAfter(stores, run, state);
  const identity = candidate === undefined ? undefined : state.identities.get(candidate);
  const tracks = identity ? tracksIn(state, identity).slice(0, MOST_COMPARED_TRACKS) : [];
  const look = (number: number) => byTrack.get(number);
  const best = mostAlike([track], tracks, look, look)?.[1] ?? tracks[0];
  const other = best === undefined ? { seconds: null, url: null } : await picture(stores, run, best);
  return [await picture(stores, run, track), other];
}

/** The two tracks, one of each identity, that are most alike. */
export async function reasonOfPair(
  { stores, run, state }: Context,
  identities: readonly [number, number],
): Promise<ReviewQuestion['reason']> {
  const { byTrack } = await readTemplatesAfter(stores, run, state);
  const [left = [], right = []] = identities.map((number) => {
    const identity = state.identities.get(number);
    return identity ? tracksIn(state, identity).slice(0, MOST_COMPARED_TRACKS) : [];
  });
  const best = mostAlike(
    left,
    right,
    (track) => byTrack.get(track),
    (track) => byTrack.get(track),
  );
  return best && [await picture(stores, run, best[0]), await picture(stores, run, best[1])];
}

/** More pairs of tracks are not compared for two pictures. */
const MOST_COMPARED_TRACKS = 60;

/** The photograph and the track that are most alike. */
export async function reasonOfName(
  { stores, run, state }: Context,
  { identity: number, personId }: { readonly identity: number; readonly personId: string },
): Promise<ReviewQuestion['reason']> {
  const { byTrack, modelId } = await readTemplatesAfter(stores, run, state);
  const identity = state.identities.get(number);
  if (!identity || modelId === null) return null;
  const photos = await stores.database.queries
    .selectFrom('photo_embeddings')
    .innerJoin('facebank_photos', 'facebank_photos.id', 'photo_embeddings.photo_id')
    .select(['facebank_photos.id', 'display_key', 'embedding'])
    .where('facebank_photos.person_id', '=', personId)
    .where('model_id', '=', modelId)
    .execute();
  const vectors = photos.map((photo) => embedding(photo.embedding));
  const tracks = tracksIn(state, identity).slice(0, MOST_COMPARED_TRACKS);
  const best = mostAlike(
    photos.map((_, index) => index),
    tracks,
    (index) => vectors[index],
    (track) => byTrack.get(track),
  );
  if (!best) return null;
  const url = await signedCrop(stores.blobs, photos[best[0]]?.display_key ?? null);
  return [{ seconds: null, url }, await picture(stores, run, best[1])];
}

function mostAlike(
  left: readonly number[],
  right: readonly number[],
  leftLook: (number: number) => Embedding | undefined,
  rightLook: (number: number) => Embedding | undefined,
): readonly [number, number] | null {
  let best: readonly [number, number] | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const one of left) {
    const look = leftLook(one);
    if (!look) continue;
    for (const other of right) {
      const likeness = cosine(look, rightLook(other) ?? NOTHING);
      if (likeness <= most) continue;
      most = likeness;
      best = [one, other];
    }
  }
  return best;
}

/** Its cosine with anything is not a number, which is never the most. */
const NOTHING = new Float32Array([Number.NaN]);

async function picture(stores: ResultStores, run: PlacedRun, track: number) {
  const [face] = (await readFacesByTrack(stores, run)).get(track) ?? [];
  return { seconds: face?.seconds ?? null, url: await signedCrop(stores.blobs, face?.cropKey ?? null) };
}
