/** How alike a show's people are, and which lines of naming follow. */
import { setImmediate } from 'node:timers/promises';
import type { z } from 'zod';
import type { Database, Queries } from '../../../adapters/database/port.ts';
import { UserError } from '../../../errors.ts';
import { ACCEPT_RATE, ASK_RATE, shareFrom } from '../../../pipeline/cluster/calibrate-naming.ts';
import { comparePairs, compareWithPhotos } from '../../../pipeline/cluster/compare-known.ts';
import { DEFAULT_NAMING } from '../../../pipeline/cluster/name-clusters.ts';
import { COMPARISONS, type Comparison, proposeNaming } from '../../../pipeline/cluster/propose-naming.ts';
import {
  BIN_WIDTH,
  countFrom,
  type Score,
  type ScoreTable,
  tabulateScores,
} from '../../../pipeline/cluster/score-table.ts';
import type * as shape from '../../contract/recognition.ts';
import { type AdoptedLines, readAdoptedLines } from '../../results/naming-lines.ts';
import type { ResultStores } from '../../results/run-evidence.ts';
import { readPhotoVectors, readTrackVectors } from './known-vectors.ts';
import { requireShow } from './show-totals.ts';

/** So long others wait. */
const TURN_MS = 20;

interface Stores {
  readonly database: Database;
}
type Tables = Readonly<Record<Comparison, ScoreTable>>;
type Lines = Pick<typeof DEFAULT_NAMING, 'acceptLikeness' | 'askLikeness'>;

/** @throws UserError `shows.not-found`. */
export async function readRecognition(stores: ResultStores, showId: string): Promise<shape.Recognition> {
  const { queries } = stores.database;
  await requireShow(stores, showId);
  const adopted = await readAdoptedLines(queries, showId);
  const models: shape.ModelRecognition[] = [];
  for (const model of await readEmbedders(queries, showId)) {
    const own = adopted.find(({ modelId }) => modelId === model.id);
    models.push(await judgeModel(stores, { showId, model, adopted: own }));
  }
  const { acceptLikeness, askLikeness } = DEFAULT_NAMING;
  return {
    binWidth: BIN_WIDTH,
    acceptRate: ACCEPT_RATE,
    askRate: ASK_RATE,
    defaults: { acceptLikeness, askLikeness },
    models,
  };
}

/** @throws UserError `shows.not-found`, `models.not-found`. */
export async function adoptLines(
  stores: Stores,
  { showId, modelId, acceptLikeness, askLikeness }: z.infer<typeof shape.adoptLines>,
  by: string,
): Promise<z.infer<typeof shape.adoptedLines>> {
  const { queries } = stores.database;
  await requireShow(stores, showId);
  const model = await queries
    .selectFrom('models')
    .select('id')
    .where('id', '=', modelId)
    .where('role', '=', 'embedder')
    .executeTakeFirst();
  if (!model) {
    throw new UserError('models.not-found', `No model ${modelId} has embedded faces: look at the models of the show.`);
  }
  const lines = { accept_likeness: acceptLikeness, ask_likeness: askLikeness, adopted_by: by, adopted_at: new Date() };
  await queries
    .insertInto('naming_lines')
    .values({ show_id: showId, model_id: modelId, ...lines })
    .onConflict((conflict) => conflict.columns(['show_id', 'model_id']).doUpdateSet(lines))
    .execute();
  return { modelId, acceptLikeness, askLikeness };
}

/** Back to the program's own lines. Twice is no error. @throws UserError `shows.not-found`. */
export async function resetLines(
  stores: Stores,
  { showId, modelId }: z.infer<typeof shape.ofModel>,
): Promise<z.infer<typeof shape.adoptedLines>> {
  await requireShow(stores, showId);
  await stores.database.queries
    .deleteFrom('naming_lines')
    .where('show_id', '=', showId)
    .where('model_id', '=', modelId)
    .execute();
  const { acceptLikeness, askLikeness } = DEFAULT_NAMING;
  return { modelId, acceptLikeness, askLikeness };
}

interface Embedder {
  readonly id: number;
  readonly pack: string;
  readonly file: string;
  readonly sha256: string;
}

/** By which faces of the show have been embedded, in photographs or in active runs. */
async function readEmbedders(queries: Queries, showId: string): Promise<readonly Embedder[]> {
  return await queries
    .selectFrom('models')
    .select(['models.id', 'models.pack', 'models.file', 'models.sha256'])
    .where('models.role', '=', 'embedder')
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('photo_embeddings as embedded')
            .innerJoin('facebank_photos as photo', 'photo.id', 'embedded.photo_id')
            .innerJoin('people', 'people.id', 'photo.person_id')
            .select('photo.id')
            .whereRef('embedded.model_id', '=', 'models.id')
            .where('people.show_id', '=', showId),
        ),
        exists(
          selectFrom('run_models')
            .innerJoin('runs', 'runs.id', 'run_models.run_id')
            .innerJoin('episodes', 'episodes.id', 'runs.episode_id')
            .select('runs.id')
            .whereRef('run_models.model_id', '=', 'models.id')
            .where('runs.is_active', '=', true)
            .where('episodes.show_id', '=', showId),
        ),
      ]),
    )
    .orderBy('models.id')
    .execute();
}

async function judgeModel(
  stores: ResultStores,
  {
    showId,
    model,
    adopted,
  }: { readonly showId: string; readonly model: Embedder; readonly adopted: AdoptedLines | undefined },
): Promise<shape.ModelRecognition> {
  const asked = { show: showId, modelId: model.id };
  const photos = await readPhotoVectors(stores.database.queries, asked);
  const tracks = await readTrackVectors(stores, asked);
  const tables = {
    photos: tabulateScores(await inTurns(comparePairs(photos.items))),
    faces: tabulateScores(await inTurns(comparePairs(tracks.items))),
    naming: tabulateScores(await inTurns(compareWithPhotos(tracks.items, photos.items))),
  };
  const { calibrations, lines, by } = proposeNaming(tables);
  const present = adopted ?? DEFAULT_NAMING;
  return {
    modelId: model.id,
    pack: model.pack,
    file: model.file,
    sha256: model.sha256,
    photos: photos.items.length,
    tracks: tracks.items.length,
    decidedTracks: tracks.items.filter(({ isDecided }) => isDecided).length,
    isSample: photos.isSample || tracks.isSample,
    comparisons: COMPARISONS.map((kind) => {
      const { calibration, tooFew } = calibrations[kind];
      const { people, same, different } = tables[kind];
      return {
        kind,
        same: Array.from(same),
        different: Array.from(different),
        people: people.length,
        accept: calibration && {
          line: calibration.accept,
          low: calibration.acceptLow,
          high: calibration.acceptHigh,
        },
        ask: calibration?.ask ?? null,
        tooFew,
      };
    }),
    present: {
      acceptLikeness: present.acceptLikeness,
      askLikeness: present.askLikeness,
      effect: effectOf(tables, present),
      adoptedBy: adopted?.adoptedBy ?? null,
      adoptedAt: adopted?.adoptedAt.toISOString() ?? null,
    },
    proposed: lines && { ...lines, effect: effectOf(tables, lines), by },
  };
}

/** All of them; others are answered in between. */
async function inTurns(scores: Iterable<Score>): Promise<Score[]> {
  const all: Score[] = [];
  let since = performance.now();
  for (const score of scores) {
    all.push(score);
    if (performance.now() - since < TURN_MS) continue;
    await setImmediate();
    since = performance.now();
  }
  return all;
}

/** What is most like naming comes first. */
const BY_WORTH: readonly Comparison[] = ['naming', 'faces', 'photos'];

function effectOf(tables: Tables, { acceptLikeness }: Lines): shape.ModelRecognition['present']['effect'] {
  const by = BY_WORTH.find((kind) => countFrom(tables[kind].different, 0) > 0) ?? null;
  const { same, different } = tables[by ?? 'photos'];
  return {
    by,
    falseAccepts: shareFrom(different, acceptLikeness),
    trueAccepts: shareFrom(same, acceptLikeness),
  };
}
