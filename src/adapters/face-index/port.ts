/**
 * Port: the index of faces, by which the most alike among a million are found in the time of a keystroke.
 *
 * It is a cache in memory: what it holds was read from the database, is gone with the process, and is put in again run by
 * run. It compares only embeddings of one model, and only faces of the runs that a question names: which runs count (active
 * ones, of one show) is for who asks to say.
 */
export interface IndexedRun {
  readonly runId: string;
  /** The `models.id` that made its embeddings. */
  readonly modelId: number;
  /** Changes when the run loses faces: then what is held of it is no longer it. Absent: 0. */
  readonly version?: number;
}

/** Some faces of a run. The lists are of one length; the index may take their memory over. */
export interface FaceBatch {
  readonly numbers: Int32Array;
  /** Track of each face. */
  readonly tracks: Int32Array;
  /** Of length 1 each, one after the other. */
  readonly embeddings: Float32Array;
}

export interface FaceQuestion {
  readonly modelId: number;
  /** Of length 1. */
  readonly embedding: Float32Array;
  /** Runs to look in. Those that are not held are left out. */
  readonly runs: readonly string[];
}

export interface NearFace {
  readonly runId: string;
  readonly faceNumber: number;
  /** Cosine with the question, −1 to 1, to within 0.002. */
  readonly likeness: number;
}

export interface MomentQuestion extends FaceQuestion {
  /** Moments below this likeness are left out, 0 to 1. */
  readonly leastLikeness: number;
  /** Which runs are told, by the likeness of their best moment; all are counted. */
  readonly offset: number;
  readonly limit: number;
  /** How many of a run's moments are told, the most alike first; all are counted. */
  readonly perRun: number;
}

/** A track by the face of it that is most alike. */
export interface Moment {
  readonly track: number;
  readonly faceNumber: number;
  readonly likeness: number;
}

export interface FoundMoments {
  readonly moments: number;
  readonly runs: number;
  readonly found: readonly { readonly runId: string; readonly moments: number; readonly best: readonly Moment[] }[];
}

export interface IndexSize {
  readonly faces: number;
  /** Of memory that faces take; it is given back when the last run of a model goes. */
  readonly bytes: number;
}

export interface FaceIndex {
  /** Whether all faces of the run are in it. */
  has(run: IndexedRun): boolean;
  /** What it holds, whole runs only. */
  held(): readonly IndexedRun[];
  /**
   * Puts a run in. It counts from when the last batch is in; when `faces` fails, nothing of it stays. A run that is held
   * already is replaced.
   *
   * @throws FaceIndexError `face-index.full`, `face-index.invalid-value`; what `faces` throws.
   */
  add(run: IndexedRun, faces: AsyncIterable<FaceBatch>): Promise<void>;
  /** Takes a run out and overwrites its faces; does nothing when it is not held. */
  remove(run: IndexedRun): Promise<void>;
  /** The most alike faces, by falling likeness. @throws FaceIndexError `face-index.invalid-value`, `face-index.unavailable`. */
  nearest(question: FaceQuestion & { readonly limit: number }): Promise<readonly NearFace[]>;
  /** The most alike tracks of each run. @throws as {@link nearest}. */
  moments(question: MomentQuestion): Promise<FoundMoments>;
  size(): Promise<IndexSize>;
  close(): Promise<void>;
}
