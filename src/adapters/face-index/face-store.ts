/** The faces of one model in one memory, and the searches in it. */
import { createFaceCoder } from './face-code.ts';
import { FaceIndexError } from './face-index-error.ts';
import type { FaceBatch, FoundMoments, MomentQuestion, NearFace } from './port.ts';
import { rankMoments } from './rank-moments.ts';
import { rankNearest } from './rank-nearest.ts';
import { BLOCK_FACES, instantiateKernel, PLACES } from './scan-kernel.ts';
import type { StoredRun, Visit } from './stored-run.ts';
import { createMemory, type WasmMemory } from './wasm-module.ts';

const PAGE_BYTES = 65_536;
/** What a memory of 32-bit addresses can have. */
const MOST_PAGES = 65_536;
/**
 * Faces whose values are compared at least, and per wanted one. Signs rank roughly: strangers who are a little alike by chance are
 * many, and the ten most alike of a million are surely among the first 16,000 alone.
 */
const CANDIDATES = { least: 16_000, perWanted: 100 };
/** How many standard deviations more signs may differ than the angle says. */
const PATIENCE = 3;

type StoreQuestion = { readonly embedding: Float32Array; readonly runs: readonly string[] };

export interface FaceStore {
  readonly dimensions: number;
  /** Adds faces to a run. @throws FaceIndexError `face-index.full`, `face-index.invalid-value`. */
  append(runId: string, batch: FaceBatch): void;
  remove(runId: string): void;
  nearest(question: StoreQuestion & { readonly limit: number }): NearFace[];
  moments(question: Omit<MomentQuestion, 'modelId'>): FoundMoments;
  /** Faces, runs, and bytes of memory. */
  size(): { readonly faces: number; readonly runs: number; readonly bytes: number };
}

export function createFaceStore(dimensions: number): FaceStore {
  const coder = createFaceCoder(dimensions);
  const { width, signBytes } = coder;
  const blockBytes = BLOCK_FACES * (signBytes + width + 2);
  const memory = createMemory();
  const kernel = instantiateKernel(memory);
  const runs = new Map<string, StoredRun>();
  const free: number[] = [];
  let blocks = 0;

  const startOf = (block: number): number => PLACES.blocks + block * blockBytes;
  const valuesOf = (block: number): number => startOf(block) + BLOCK_FACES * signBytes;
  const distancesOf = (block: number): number => valuesOf(block) + BLOCK_FACES * width;
  const countIn = (run: StoredRun, nth: number): number => Math.min(BLOCK_FACES, run.count - nth * BLOCK_FACES);

  const takeBlock = (): number => {
    const used = free.pop();
    if (used !== undefined) return used;
    const missing = Math.ceil((startOf(blocks + 1) - memory.buffer.byteLength) / PAGE_BYTES);
    if (missing > 0) grow(memory, missing);
    return blocks++;
  };

  const check = (embedding: Float32Array): void => {
    if (embedding.length === dimensions) return;
    const message = `The embedding has ${embedding.length} numbers, those of this model have ${dimensions}: embed with the same model.`;
    throw new FaceIndexError('face-index.invalid-value', message);
  };

  const append = (runId: string, { numbers, tracks, embeddings }: FaceBatch): void => {
    if (embeddings.length !== numbers.length * dimensions)
      check(embeddings.subarray(0, embeddings.length / numbers.length));
    const run = runs.get(runId) ?? emptyRun(runId);
    runs.set(runId, run);
    run.units = grown(run.units, run.count + numbers.length);
    run.numbers = grown(run.numbers, run.count + numbers.length);
    run.tracks = grown(run.tracks, run.count + numbers.length);
    for (let n = 0; n < numbers.length; n++) {
      const place = run.count;
      const nth = place % BLOCK_FACES;
      if (nth === 0) run.blocks.push(takeBlock());
      const block = run.blocks.at(-1) ?? 0;
      const signs = new Uint8Array(memory.buffer, startOf(block) + nth * signBytes, signBytes);
      const values = new Int8Array(memory.buffer, valuesOf(block) + nth * width, width);
      run.units[place] = coder.write(embeddings.subarray(n * dimensions, (n + 1) * dimensions), signs, values);
      run.numbers[place] = numbers[n] ?? 0;
      run.tracks[place] = tracks[n] ?? 0;
      run.count++;
    }
  };

  const remove = (runId: string): void => {
    const run = runs.get(runId);
    if (!run) return;
    runs.delete(runId);
    for (const block of run.blocks) new Uint8Array(memory.buffer, startOf(block), blockBytes).fill(0);
    free.push(...run.blocks);
  };

  /** Compares faces of these runs by value: about `wanted`, and all that may reach `leastLikeness`. */
  const search = (
    { embedding, runs: wantedRuns }: StoreQuestion,
    { wanted, leastLikeness }: { readonly wanted: number; readonly leastLikeness: number },
    visit: Visit,
  ): void => {
    check(embedding);
    const chosen = wantedRuns.flatMap((id) => runs.get(id) ?? []);
    const unit = coder.ask(
      embedding,
      new Uint8Array(memory.buffer, PLACES.signs, signBytes),
      new Int16Array(memory.buffer, PLACES.values, width),
    );
    const histogram = new Uint32Array(memory.buffer, PLACES.histogram, 8 * signBytes + 1).fill(0);
    for (const run of chosen) {
      for (let nth = 0; nth < run.blocks.length; nth++) {
        const block = run.blocks[nth] ?? 0;
        kernel.distances(startOf(block), distancesOf(block), countIn(run, nth), signBytes);
      }
    }
    const most = Math.max(reachOf(histogram, wanted), expectedDistance(8 * signBytes, leastLikeness));
    const found = new Int32Array(memory.buffer, PLACES.found, 2 * BLOCK_FACES);
    for (const run of chosen) {
      for (let nth = 0; nth < run.blocks.length; nth++) {
        const block = run.blocks[nth] ?? 0;
        const pairs = kernel.likenesses(valuesOf(block), distancesOf(block), countIn(run, nth), width, most);
        for (let pair = 0; pair < pairs; pair++) {
          const place = nth * BLOCK_FACES + (found[2 * pair] ?? 0);
          const likeness = (found[2 * pair + 1] ?? 0) * unit * (run.units[place] ?? 0);
          if (likeness >= leastLikeness) visit(run, place, Math.min(1, likeness));
        }
      }
    }
  };

  return {
    dimensions,
    append,
    remove,
    nearest({ limit, ...question }) {
      const wanted = Math.max(CANDIDATES.least, CANDIDATES.perWanted * limit);
      const near = rankNearest(limit);
      search(question, { wanted, leastLikeness: -1 }, near.visit);
      return near.ranked();
    },
    moments({ leastLikeness, embedding, runs: wantedRuns, ...page }) {
      const moments = rankMoments();
      // Few wanted: those that may be alike enough are compared in any case.
      search({ embedding, runs: wantedRuns }, { wanted: 0, leastLikeness }, moments.visit);
      return moments.page(page);
    },
    size: () => ({
      faces: [...runs.values()].reduce((sum, { count }) => sum + count, 0),
      runs: runs.size,
      bytes: memory.buffer.byteLength + [...runs.values()].reduce((sum, { units }) => sum + 12 * units.length, 0),
    }),
  };
}

function grow(memory: WasmMemory, pages: number): void {
  const before = memory.buffer.byteLength / PAGE_BYTES;
  // A sixteenth more than needed, so that growing is rare.
  const wanted = Math.min(MOST_PAGES - before, Math.max(pages, before >> 4));
  try {
    memory.grow(Math.max(pages, wanted));
  } catch (cause) {
    const message = `The index of faces has no memory for more (${before / 16} MiB are in use): give the server more memory, or delete runs that nobody needs.`;
    throw new FaceIndexError('face-index.full', message, { cause });
  }
}

const emptyRun = (runId: string): StoredRun => ({
  runId,
  blocks: [],
  count: 0,
  units: new Float32Array(0),
  numbers: new Int32Array(0),
  tracks: new Int32Array(0),
});

/** The list with room for so many, a quarter more when it has to grow. */
function grown<List extends Float32Array | Int32Array>(list: List, count: number): List {
  if (list.length >= count) return list;
  const larger = new (list.constructor as new (length: number) => List)(Math.max(count, Math.ceil(list.length * 1.25)));
  larger.set(list);
  return larger;
}

/** The least distance within which so many faces lie; 0: none are wanted. */
function reachOf(histogram: Uint32Array, wanted: number): number {
  if (wanted === 0) return 0;
  let within = 0;
  for (const [distance, count] of histogram.entries()) {
    within += count;
    if (within >= wanted) return distance;
  }
  return histogram.length - 1;
}

/** The most signs that differ, but for chance, between two faces of this likeness. 0 for a likeness of no meaning. */
function expectedDistance(signs: number, likeness: number): number {
  if (likeness < 0) return 0;
  const share = Math.acos(Math.min(1, likeness)) / Math.PI;
  return Math.ceil(signs * share + PATIENCE * Math.sqrt(signs * share * (1 - share)));
}
