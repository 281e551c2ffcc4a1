/** A result folder of `analyze` as what exports are written from, without a server. */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import type { Identity, Shot as PipelineShot } from '../../../pipeline/records.ts';
import { measureScreenTime } from '../../../pipeline/screen-time/screen-time.ts';
import { frameIndex } from '../../../pipeline/units.ts';
import type { ExportOptions } from '../../contract/exports.ts';
import type { Shot } from '../../contract/results.ts';
import { presetOf } from '../../results/measure-run.ts';
import { parseArtifact } from '../../results/parse-artifact.ts';
import { trackRow } from '../../results/result-rows.ts';
import { analysedFramesOf, tracksOf } from '../../results/run-evidence.ts';
import { parseTimeline } from '../../results/timeline-json.ts';
import { assembleData } from './assemble-data.ts';
import type { ExportData } from './export-data.ts';
import { parseReceipt } from './run-receipt.ts';

const identitiesFile = z.object({
  identities: z.array(
    z.object({
      identity: z.int().positive(),
      name: z.string().nullable(),
      tracks: z.array(z.int().positive()),
      confidence: z.number(),
      bestCrop: z.string().nullable(),
    }),
  ),
});

const shotLine = z.tuple([
  z.coerce.number().int().positive(),
  z.coerce.number().int().positive(),
  z.coerce.number().int().positive(),
  z.coerce.number(),
  z.coerce.number(),
  z.enum(['start', 'cut', 'dissolve', 'fade', 'wipe']),
]);

/** @throws UserError `run.missing`, `run.unfinished`, `artifact.damaged`, `exports.…`. */
export async function readResultFolder(folder: string, options: ExportOptions): Promise<ExportData> {
  const place = (name: string): string => path.join(folder, name);
  const read = async <Content>(name: string, parse: (text: string, at: string) => Content): Promise<Content> =>
    parse(await readPart(folder, name), place(name));
  // First: without it the rest is not complete.
  const receipt = await read('run.json', parseReceipt);
  const timeline = await read('timeline.json', parseTimeline);
  const shots = await read('shots.csv', parseShots);
  const analysedFrames = await read('frames.csv', analysedFramesOf);
  const tracks = tracksOf(await read('tracks.jsonl', parseTracks));
  const { identities: entries } = await read('identities.json', (text, at) => parseArtifact(identitiesFile, text, at));
  const identities: Identity[] = entries.map(({ bestCrop: _, ...identity }) => identity);
  const evidence = { frameTable: timeline.frameTable, shots: shots.map(toPipeline), analysedFrames, tracks };
  const screenTime = measureScreenTime({ ...evidence, identities, preset: presetOf(options) });
  const subjects = identities.map(
    (measured) =>
      [measured.identity, { personId: null, name: measured.name, identities: [measured.identity], measured }] as const,
  );
  const content = {
    title: path.parse(receipt.video.file).name,
    runId: null,
    receipt,
    timeline,
    shots,
    boxLines: () => createInterface({ input: createReadStream(place('tracks.mot.txt')) }),
    async readCrop(identity: number) {
      const crop = entries.find((each) => each.identity === identity)?.bestCrop ?? null;
      return crop === null ? null : await readFile(place(crop));
    },
  };
  return assembleData(content, { screenTime, subjects: new Map(subjects) }, options);
}

async function readPart(folder: string, name: string): Promise<string> {
  try {
    return await readFile(path.join(folder, name), 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    const isThere = await stat(folder).then(
      () => true,
      () => false,
    );
    if (!isThere) {
      const message = `There is no result folder ${folder}. Give the folder that was named by --out of an analyze command.`;
      throw new UserError('run.missing', message, { cause });
    }
    const message = `${folder} holds no finished run (${name} is missing). Run the same analyze command again: it goes on where it stopped.`;
    throw new UserError('run.unfinished', message, { cause });
  }
}

function parseShots(text: string, place: string): Shot[] {
  const [, ...lines] = text.trimEnd().split('\n');
  return lines.map((line, index) => {
    const { data, error } = shotLine.safeParse(line.split(','));
    if (!data) {
      const message = `${place} line ${index + 2} is no shot. Run the same analyze command again to make it anew.`;
      throw new UserError('artifact.damaged', message, { cause: error });
    }
    const [number, first, last, startSeconds, endSeconds, transition] = data;
    return { number, startFrame: first - 1, endFrame: last - 1, startSeconds, endSeconds, transition };
  });
}

const parseTracks = (text: string, place: string) =>
  text
    .split('\n')
    .flatMap((line, index) => (line === '' ? [] : [parseArtifact(trackRow, line, `${place} line ${index + 1}`)]));

const toPipeline = ({ number, startFrame, endFrame, transition }: Shot): PipelineShot => ({
  shot: number,
  startFrame: frameIndex(startFrame),
  endFrame: frameIndex(endFrame),
  transition,
});
