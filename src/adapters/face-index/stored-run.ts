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

/** Told of a face whose values were compared: its place in the lists of the run, and its likeness. */
export type Visit = (run: StoredRun, place: number, likeness: number) => void;
