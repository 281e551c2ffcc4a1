import { handle } from '../stage-host/stage-job.ts';
import { withoutSecondReadings } from './choose-face.ts';
import { openEmbedder, openFaceFinder } from './open-models.ts';
import { type PhotoFacesInput, type PhotoFacesResult, photoFacesJob } from './photo-faces-job.ts';
import { facesIn, MARGINS, type PhotoModels, readPhoto } from './photo-picture.ts';
import type { StageServices } from './stage-services.ts';
import { bytesOf } from './whole-file.ts';

const MOST_FACES = 12;
/** Quality of a face that was not found by chance: with one, no other margin is tried. */
const CLEAR_QUALITY = 0.1;

export const photoFacesHandler = handle<StageServices, PhotoFacesInput, PhotoFacesResult>(
  photoFacesJob,
  async (services, { models, photo }, { signal }) => {
    const opened = {
      finder: await openFaceFinder(services, models),
      embedder: await openEmbedder(services, models.embedder),
    };
    const picture = await readPhoto(Buffer.from(photo, 'base64'));
    let best: PhotoFacesResult = [];
    for (const margin of MARGINS) {
      signal.throwIfAborted();
      const faces = await readableFaces(picture, margin, opened);
      if (clearest(faces) > clearest(best)) best = faces;
      if (clearest(best) >= CLEAR_QUALITY) break;
    }
    return best;
  },
);

async function readableFaces(
  picture: Awaited<ReturnType<typeof readPhoto>>,
  margin: number,
  models: PhotoModels,
): Promise<PhotoFacesResult> {
  const faces = await facesIn(picture, { margin, most: MOST_FACES }, models);
  return withoutSecondReadings(faces).map(({ box, embedded }) => ({
    box: {
      left: box.left / picture.width,
      top: box.top / picture.height,
      width: box.width / picture.width,
      height: box.height / picture.height,
    },
    quality: embedded.sample.quality,
    vector: Buffer.from(bytesOf(embedded.sample.vector)).toString('base64'),
  }));
}

/** −1: there are none. */
const clearest = (faces: PhotoFacesResult): number => Math.max(-1, ...faces.map(({ quality }) => quality));
