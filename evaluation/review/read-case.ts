/** A clip with reviewed ground truth, and a result folder of it, as a case for simulated reviewers. */
import path from 'node:path';
import { meanDirection } from '../../src/pipeline/embed/vectors.ts';
import { groupBy } from '../../src/pipeline/screen-time/group-by.ts';
import { type Embedding, embedding } from '../../src/pipeline/units.ts';
import { readJsonl } from '../../src/server/features/runs/artifacts/jsonl.ts';
import { readNpyRows } from '../../src/server/features/runs/artifacts/npy.ts';
import { faceRow, type TrackRow, trackRow } from '../../src/server/results/result-rows.ts';
import type { RowsByFrame } from '../metrics/face-rows.ts';
import { matchBoxes } from '../metrics/match-boxes.ts';
import { readGroundTruth } from '../read-ground-truth.ts';
import { readPrediction } from '../read-prediction.ts';
import type { ReviewCase } from './review-case.ts';

/** A box is a person's face when they overlap by this much. */
const OVERLAP = 0.4;

/** @throws UserError when a file cannot be read. */
export async function readCase(truthFolder: string, result: string): Promise<ReviewCase> {
  const truth = await readGroundTruth(truthFolder);
  const { tracks: boxes } = await readPrediction(result, truth.picture);
  const rows = await arrayOf(readJsonl(path.join(result, 'tracks.jsonl'), trackRow));
  const own = groupBy(
    rows.filter(({ identity }) => identity !== null),
    ({ identity }) => identity ?? 0,
  );
  return {
    name: truth.clip,
    machine: {
      runId: truth.clip,
      tracks: rows.map(({ track, first_s, last_s, frames }) => ({
        track,
        firstSeconds: first_s,
        lastSeconds: last_s,
        frames,
        faces: [],
      })),
      identities: [...own].map(([identity, each]) => ({
        identity,
        tracks: each.map(({ track }) => track),
        personId: null,
      })),
    },
    personOf: boxes ? personsOf(truth.persons, boxes) : new Map(),
    secondsOf: new Map(rows.map((row) => [row.track, secondsOf(row)])),
    looks: await readLooks(result),
  };
}

const secondsOf = ({ first_s, last_s }: TrackRow): number => Math.max(0.04, last_s - first_s);

/** The person that most boxes of a track lie on. */
function personsOf(persons: RowsByFrame, boxes: RowsByFrame): ReadonlyMap<number, number> {
  const votes = new Map<number, Map<number, number>>();
  for (const [frame, found] of boxes) {
    const there = persons.get(frame) ?? [];
    const matches = matchBoxes(
      there.map(({ box }) => box),
      found.map(({ box }) => box),
      OVERLAP,
    );
    for (const match of matches) {
      const [person, track] = [there[match.truth]?.id, found[match.predicted]?.id];
      if (person === undefined || track === undefined) continue;
      const own = votes.get(track) ?? new Map<number, number>();
      own.set(person, (own.get(person) ?? 0) + 1);
      votes.set(track, own);
    }
  }
  const most = (own: ReadonlyMap<number, number>) => [...own].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
  return new Map(
    [...votes].flatMap(([track, own]) => {
      const person = most(own);
      // Regions to ignore, such as posters and backs of heads, are nobody's.
      return person > 0 ? [[track, person]] : [];
    }),
  );
}

async function readLooks(result: string): Promise<ReadonlyMap<number, Embedding>> {
  const vectors = await arrayOf(readNpyRows(path.join(result, 'embeddings.npy')));
  const faces = new Map<number, { vector: Embedding; weight: number }[]>();
  for await (const { row, track, quality } of readJsonl(path.join(result, 'faces.jsonl'), faceRow)) {
    const values = vectors[row];
    if (track === null || !values) continue;
    faces.set(track, [...(faces.get(track) ?? []), { vector: embedding(values), weight: Math.max(quality, 0.02) }]);
  }
  return new Map(
    [...faces].flatMap(([track, own]) => {
      const mean = meanDirection(own);
      return mean ? [[track, mean] as const] : [];
    }),
  );
}

async function arrayOf<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}
