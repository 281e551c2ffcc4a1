/**
 * Takes a person out of the files of a run: their embeddings become zeros, so that all others keep their rows; faces and
 * identities lose their pictures; names go. Done twice, it gives the same bytes.
 */
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { meanDirection } from '../../../pipeline/embed/vectors.ts';
import { embedding } from '../../../pipeline/units.ts';
import { contentTypeOf, keyOfArtifact } from '../../results/artifact-place.ts';
import { formatJson, parseArtifact } from '../../results/parse-artifact.ts';
import { type FaceRow, faceRow } from '../../results/result-rows.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import type { PlacedRun } from '../../results/run-place.ts';
import { openMatrix } from './redact-matrix.ts';
import { redactJson, type WordSearch } from './redact-words.ts';

export interface ArtifactRedaction {
  readonly search: WordSearch;
  /** Numbers of their faces; empty where the run did not find them. */
  readonly faces: ReadonlySet<number>;
  readonly at: Date;
}

const identities = z.looseObject({
  identities: z.array(
    z.looseObject({
      tracks: z.array(z.int()),
      centroidRow: z.int().nullable(),
      bestCrop: z.string().nullable(),
      castMatch: z.looseObject({ name: z.string().nullable() }).nullable(),
    }),
  ),
});
type Identities = z.infer<typeof identities>['identities'];

const EMBEDDINGS = 'embeddings.npy';
const CENTROIDS = 'centroids.npy';
const FACES = 'faces.jsonl';
const IDENTITIES = 'identities.json';
const RECORD = 'run.json';

/** @throws UserError `artifact.damaged`; BlobError. */
export async function redactArtifacts(
  stores: ResultStores,
  run: PlacedRun,
  redaction: ArtifactRedaction,
): Promise<void> {
  const { search, faces } = redaction;
  const files = createFiles(stores, run);
  const names = await files.list();
  // Of a run that is not shown they may be gone already, because they were old.
  const areKept = [EMBEDDINGS, CENTROIDS].every((name) => names.includes(name));
  if (faces.size > 0) await redactEvidence(files, redaction, areKept);
  for (const name of names.filter((each) => each.endsWith('.json') && each !== RECORD)) {
    await files.change(name, (text) => {
      const value: unknown = JSON.parse(text);
      const redacted = redactJson(value, search);
      return JSON.stringify(redacted) === JSON.stringify(value) ? text : formatJson(redacted);
    });
  }
  for (const name of names.filter((each) => each.endsWith('.csv'))) {
    await files.change(name, (text) => {
      if (!search.isSaidIn(text)) return text;
      const rows = parse(text) as string[][];
      return stringify(rows.map((cells) => cells.map((cell) => (redactJson(cell, search) as string | null) ?? '')));
    });
  }
  await redactRecord(files, redaction);
}

/** The files of a run, with what its rows say about them. */
interface RunFiles {
  list(): Promise<readonly string[]>;
  read(name: string): Promise<Buffer>;
  /** Into the storage, then into the row. */
  write(name: string, content: string | Buffer): Promise<void>;
  /** Writes what has changed, and what an interruption left between storage and row. */
  change(name: string, edit: (text: string) => string): Promise<void>;
}

function createFiles({ database, blobs }: ResultStores, { id, place }: PlacedRun): RunFiles {
  const rows = () => database.queries.selectFrom('run_artifacts').select(['name', 'sha256']).where('run_id', '=', id);
  const read = async (name: string): Promise<Buffer> =>
    await buffer((await blobs.get(keyOfArtifact(place, name))).body);
  const write = async (name: string, content: string | Buffer): Promise<void> => {
    const bytes = Buffer.from(content);
    const sha256 = hashOf(bytes);
    const size = bytes.byteLength;
    await blobs.put(keyOfArtifact(place, name), bytes, { contentType: contentTypeOf(name), bytes: size, sha256 });
    await database.queries
      .updateTable('run_artifacts')
      .set({ bytes: size, sha256 })
      .where('run_id', '=', id)
      .where('name', '=', name)
      .execute();
  };
  return {
    read,
    write,
    list: async () => (await rows().execute()).map(({ name }) => name).sort(),
    async change(name, edit) {
      const before = (await read(name)).toString('utf8');
      const after = edit(before);
      const row = await rows().where('name', '=', name).executeTakeFirst();
      if (after !== before || row?.sha256 !== hashOf(after)) await write(name, after);
    },
  };
}

const hashOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** Faces keep time and place, and lose picture and embedding; so do identities, as far as they were made of them. */
async function redactEvidence(
  files: RunFiles,
  { faces, search }: ArtifactRedaction,
  areEmbeddingsKept: boolean,
): Promise<void> {
  const rows = await readFaces(files);
  // Faces that are in no track belong to nobody, and may be theirs.
  const isGone = ({ row, track }: FaceRow): boolean => faces.has(row + 1) || track === null;
  const gone = rows.filter(isGone);
  const left = rows.filter((row) => !isGone(row));
  const goneTracks = new Set(gone.map(({ track }) => track));
  const list = parseArtifact(identities, (await files.read(IDENTITIES)).toString('utf8'), IDENTITIES);
  const touched = list.identities.filter(({ tracks }) => tracks.some((track) => goneTracks.has(track)));
  if (areEmbeddingsKept) await redactMatrices(files, { touched, gone, left });
  await files.write(
    IDENTITIES,
    formatJson({
      ...list,
      identities: list.identities.map((each) => {
        const isTouched = touched.includes(each);
        const own = isTouched ? facesOf(each.tracks, left) : [];
        const isNamed = each.castMatch?.name != null && search.isOne(each.castMatch.name);
        return {
          ...each,
          ...(isTouched && { bestCrop: bestCropOf(own) }),
          ...(isTouched && own.length === 0 && { centroidRow: null }),
          ...(isNamed && { castMatch: null }),
        };
      }),
    }),
  );
  await files.write(
    FACES,
    rows.map((row) => `${JSON.stringify(isGone(row) ? { ...row, crop: null } : row)}\n`).join(''),
  );
}

async function readFaces(files: RunFiles): Promise<(FaceRow & Record<string, unknown>)[]> {
  const loose = z.looseObject(faceRow.shape);
  const lines = (await files.read(FACES)).toString('utf8').split('\n');
  return lines.flatMap((line, index) =>
    line === '' ? [] : [parseArtifact(loose, line, `${FACES} line ${index + 1}`)],
  );
}

/** Embeddings that are gone become zeros; those of identities, the mean of what is left of them. */
async function redactMatrices(
  files: RunFiles,
  {
    touched,
    gone,
    left,
  }: { readonly touched: Identities; readonly gone: readonly FaceRow[]; readonly left: readonly FaceRow[] },
): Promise<void> {
  const faceBytes = await files.read(EMBEDDINGS);
  const faces = openMatrix(faceBytes, EMBEDDINGS);
  const nothing = new Float32Array(faces.columns);
  for (const { row } of gone) faces.write(row, nothing);
  await files.write(EMBEDDINGS, faceBytes);
  const meanBytes = await files.read(CENTROIDS);
  const means = openMatrix(meanBytes, CENTROIDS);
  for (const { tracks, centroidRow } of touched) {
    if (centroidRow === null) continue;
    const own = facesOf(tracks, left).map(({ row, quality }) => ({
      vector: embedding(faces.read(row)),
      weight: Math.max(quality, LEAST_WEIGHT),
    }));
    means.write(centroidRow, meanDirection(own) ?? nothing);
  }
  await files.write(CENTROIDS, meanBytes);
}

/** A face of quality 0 still says something. */
const LEAST_WEIGHT = 0.05;

const facesOf = (tracks: readonly number[], faces: readonly FaceRow[]): FaceRow[] =>
  faces.filter(({ track }) => track !== null && tracks.includes(track));

function bestCropOf(faces: readonly FaceRow[]): string | null {
  const shown = faces.filter(({ crop }) => crop !== null);
  return shown.toSorted((a, b) => b.quality - a.quality || a.row - b.row)[0]?.crop ?? null;
}

/** The record says that it is no longer as the run has written it. */
async function redactRecord(files: RunFiles, { search, faces, at }: ArtifactRedaction): Promise<void> {
  await files.change(RECORD, (text) => {
    const record = parseArtifact(z.looseObject({}), text, RECORD);
    const redacted = redactJson(record, search) as object;
    const isChanged = faces.size > 0 || JSON.stringify(redacted) !== JSON.stringify(record);
    return isChanged ? formatJson({ ...redacted, redactedAt: at.toISOString() }) : text;
  });
}
