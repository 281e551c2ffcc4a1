import path from 'node:path';
import { type Embedder, embedFace } from '../../../pipeline/embed/embed-face.ts';
import type { PixelBox, RgbPicture } from '../../../pipeline/units.ts';
import { handle } from '../stage-host/stage-job.ts';
import { cutCrop } from './cut-crop.ts';
import { decodeSegments } from './decode-segments.ts';
import { type EmbeddedRow, readSegmentEmbeddings, writeSegmentEmbeddings } from './embed-files.ts';
import { type EmbedInput, type EmbedSegment, embedJob } from './embed-job.ts';
import { openEmbedder } from './open-models.ts';
import type { StageServices } from './stage-services.ts';
import { takeGlimpses } from './take-glimpses.ts';
import { writeWhole } from './whole-file.ts';

export const embedHandler = handle<StageServices, EmbedInput, null>(
  embedJob,
  async (services, { video, size, embedder: model, segments }, { signal, report, glimpse, wantedParts }) => {
    const embedder = await openEmbedder(services, model);
    const zoom = size.width / video.displayWidth;
    const glimpses = takeGlimpses(glimpse, video);
    const total = segments.reduce((sum, { faces }) => sum + faces.length, 0);
    const open = new Map<EmbedSegment, SegmentEmbedding>();
    for (const segment of segments) {
      const known = await readSegmentEmbeddings(segment.folder);
      if (known === null) open.set(segment, startEmbedding(segment, { embedder, zoom }));
    }
    const ptsOf = ({ faces }: EmbedSegment): readonly number[] => faces.map(({ pts }) => pts);
    const onEnd = async (segment: EmbedSegment): Promise<void> => open.get(segment)?.finish();
    const isWanted = (segment: EmbedSegment): boolean => segments.indexOf(segment) < wantedParts();
    const decoding = { video, size, segments: [...open.keys()], ptsOf, onEnd, isWanted, signal };
    let done = total - decoding.segments.reduce((sum, { faces }) => sum + faces.length, 0);
    for await (const { segment, pts, picture } of decodeSegments(await services.frames(), decoding)) {
      done += (await open.get(segment)?.look(pts, picture)) ?? 0;
      const own = segment.faces.filter((each) => each.pts === pts);
      // They were counted when they were found.
      glimpses.note({ pts, picture, boxes: own.map(({ face }) => scaled(face.box, zoom)) }, 0);
      report(done, total);
    }
    return null;
  },
);

interface SegmentEmbedding {
  /** Embeds the faces of one frame; returns their number. */
  look(pts: number, picture: RgbPicture): Promise<number>;
  finish(): Promise<void>;
}

function startEmbedding(
  { folder, faces }: EmbedSegment,
  { embedder, zoom }: { embedder: Embedder; zoom: number },
): SegmentEmbedding {
  const rows: EmbeddedRow[] = [];
  // Waiting for the disk after every crop would cost a twentieth of the stage.
  const writing: Promise<void>[] = [];
  let seen = 0;
  const embedOne = async (picture: RgbPicture, index: number, { frame, face }: EmbedSegment['faces'][number]) => {
    const embedded = await embedFace(picture, { frame, ...face }, { embedder, zoom });
    if (!embedded) return;
    const { sample, chipQuality, length } = embedded;
    const crop = `${frame + 1}-${index}.jpg`;
    const written = writeWhole(path.join(folder, crop), await cutCrop(picture, scaled(face.box, zoom)));
    written.catch(() => {}); // Thrown when the segment is finished.
    writing.push(written);
    const { vector, quality, setting } = sample;
    rows.push({ index, quality, ...chipQuality, length, vector, surroundings: setting.surroundings, crop });
  };
  return {
    async look(pts, picture) {
      const before = seen;
      for (const [index, wanted] of faces.entries()) {
        if (wanted.pts !== pts) continue;
        seen++;
        await embedOne(picture, index, wanted);
      }
      return seen - before;
    },
    async finish() {
      await Promise.all(writing);
      await writeSegmentEmbeddings(folder, { absent: faces.length - seen, rows });
    },
  };
}

const scaled = ({ left, top, width, height }: PixelBox, zoom: number): PixelBox => ({
  left: left * zoom,
  top: top * zoom,
  width: width * zoom,
  height: height * zoom,
});
