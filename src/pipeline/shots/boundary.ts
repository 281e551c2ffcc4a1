/** Where one shot ends and the next begins. */
export interface Boundary {
  readonly kind: 'cut' | 'dissolve' | 'fade' | 'wipe';
  /** First frame of the new shot. */
  readonly frame: number;
  /** Frames in which both shots are seen; `first = last = frame` for a cut. */
  readonly first: number;
  readonly last: number;
}
