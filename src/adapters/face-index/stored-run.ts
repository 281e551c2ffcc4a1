/** How faces lie in the memory of an index. */

/** Faces of a run. `units`, `numbers` and `tracks` are by face, `blocks` by every 128 faces. */
export interface StoredRun {
  readonly runId: string;
  readonly blocks: number[];
  count: number;
  units: Float32Array;
  numbers: Int32Array;
  tracks: Int32Array;
}

/** A face that was compared by its values. */
export interface Candidate {
  readonly run: StoredRun;
  /** In the lists of the run. */
  readonly place: number;
  readonly likeness: number;
}
