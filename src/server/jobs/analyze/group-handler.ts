import path from 'node:path';
import { type GroupedTrack, suggestGroups } from '../../../pipeline/cluster/suggest-groups.ts';
import type { FaceSample } from '../../../pipeline/embed/describe-track.ts';
import { embedding, frameIndex } from '../../../pipeline/units.ts';
import { readJsonl } from '../../features/runs/artifacts/jsonl.ts';
import { readNpyRows } from '../../features/runs/artifacts/npy.ts';
import { type FaceRow, faceRow, trackRow } from '../../results/result-rows.ts';
import { handle } from '../stage-host/stage-job.ts';
import { type GroupInput, type GroupResult, groupJob } from './group-job.ts';
import type { StageServices } from './stage-services.ts';

export const groupHandler = handle<StageServices, GroupInput, GroupResult>(
  groupJob,
  async (_, { folder, ...asked }) => {
    const samples = await readSamples(folder);
    const tracks: GroupedTrack[] = [];
    for await (const row of readJsonl(path.join(folder, 'tracks.jsonl'), trackRow)) {
      const { track, frames, first_s, last_s } = row;
      tracks.push({ track, frames, seconds: last_s - first_s, samples: samples.get(track) ?? [] });
    }
    return suggestGroups({ ...asked, tracks }).map(({ identities, likeness }) => {
      return { identities: [...identities], likeness };
    });
  },
);

async function readSamples(folder: string): Promise<ReadonlyMap<number, readonly FaceSample[]>> {
  const rows = new Map<number, FaceRow>();
  for await (const row of readJsonl(path.join(folder, 'faces.jsonl'), faceRow)) rows.set(row.row, row);
  const samples = new Map<number, FaceSample[]>();
  let index = 0;
  for await (const values of readNpyRows(path.join(folder, 'embeddings.npy'))) {
    const row = rows.get(index++);
    if (!row || row.track === null) continue;
    const own = samples.get(row.track) ?? [];
    samples.set(row.track, own);
    own.push(toSample(row, values));
  }
  return samples;
}

/** How openly a face looks into the camera, and what is around it, is not kept: groups of identities do not ask for it. */
const toSample = ({ frame, quality, box }: FaceRow, values: Float32Array): FaceSample => ({
  frame: frameIndex(frame - 1),
  vector: embedding(Float32Array.from(values)),
  quality,
  view: 0,
  setting: { box, surroundings: new Float32Array() },
});
