import path from 'node:path';
import { embedFace } from '../../../pipeline/embed/embed-face.ts';
import type { RgbPicture } from '../../../pipeline/units.ts';
import { handle } from '../stage-host/stage-job.ts';
import { cutCrop } from './cut-crop.ts';
import { type EmbeddedRow, writeSegmentEmbeddings } from './embed-files.ts';
import { type EmbedInput, embedJob } from './embed-job.ts';
import type { RunWarning } from './json-shapes.ts';
import { openEmbedder } from './open-models.ts';
import type { StageServices } from './stage-services.ts';
import { writeWhole } from './whole-file.ts';

const DECODER_THREADS = 1;

export const embedHandler = handle<StageServices, EmbedInput, null>(
  embedJob,
  async (services, { video, folder, size, embedder: model, faces }, { signal, report }) => {
    const embedder = await openEmbedder(services, model);
    const zoom = size.width / video.displayWidth;
    const warnings: RunWarning[] = [];
    const rows: EmbeddedRow[] = [];
    let done = 0;
    const embedOne = async (picture: RgbPicture, index: number): Promise<void> => {
      const wanted = faces[index];
      if (!wanted) return;
      const { frame, face } = wanted;
      const embedded = await embedFace(picture, { frame, ...face }, { embedder, zoom });
      report(++done, faces.length);
      if (!embedded) return;
      const { sample, chipQuality, length } = embedded;
      const crop = `${frame + 1}-${index}.jpg`;
      const { left, top, width, height } = face.box;
      const box = { left: left * zoom, top: top * zoom, width: width * zoom, height: height * zoom };
      await writeWhole(path.join(folder, crop), await cutCrop(picture, box));
      const { vector, quality, setting } = sample;
      rows.push({ index, quality, ...chipQuality, length, vector, surroundings: setting.surroundings, crop });
    };

    const byPts = new Map<number, number[]>();
    for (const [index, { pts }] of faces.entries()) byPts.set(pts, [...(byPts.get(pts) ?? []), index]);
    const options = { ...size, onlyPts: [...byPts.keys()], threads: DECODER_THREADS, signal };
    const source = await services.frames();
    for await (const { pts, picture } of source.frames(video, options, (warning) => warnings.push(warning))) {
      for (const index of byPts.get(pts) ?? []) await embedOne(picture, index);
    }
    await writeSegmentEmbeddings(folder, { warnings, rows });
    return null;
  },
);
