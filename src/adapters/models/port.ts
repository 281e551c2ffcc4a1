/**
 * Port: which networks there are, where their files come from, and files whose content is proven.
 *
 * A *pack* names one model per role. A model's file is handed out only after its SHA-256 has been compared with the
 * pack's, so whoever opens a path from this port knows what is inside.
 */

/** What a model does in the pipeline. `pose` is optional everywhere. */
export type ModelRole = 'detector' | 'landmarks' | 'embedder' | 'pose';

/** How a model's outputs are read, by role. docs/models.md describes each. */
export interface DecoderByRole {
  /**
   * - `ultraface`: `scores` [1,A,2] (background, face), `boxes` [1,A,4] corners in units of the picture; no key points.
   * - `yunet`: `cls_S`, `obj_S`, `bbox_S`, `kps_S` for strides S = 8, 16, 32; five key points.
   * - `scrfd`: InsightFace's score, box distance and key point maps for strides 8, 16, 32, told apart by shape.
   */
  readonly detector: 'ultraface' | 'yunet' | 'scrfd';
  /** 68 points (iBUG order) as x, y pairs in units of the face crop, [1,136]. */
  readonly landmarks: 'landmarks68';
  /** One descriptor [1,D] of a face aligned to ArcFace's five points in 112 × 112; not yet of length 1. */
  readonly embedder: 'arcface112';
  /**
   * `output`, `617`, `618` = yaw, pitch, roll: 66 bins of 3° from −99° each, of a face box grown by a quarter on every
   * side. The decoder normalises the 0–1 input further by the ImageNet means and deviations.
   */
  readonly pose: 'angle-bins';
}

/** The picture size a network takes: one size, or any whose sides are multiples of a number. */
export type InputSize = { readonly width: number; readonly height: number } | { readonly multipleOf: number };

/** How 8-bit pixels become the input tensor [1,C,H,W]: each value is (pixel − mean) · scale, channels in this order. */
export interface ModelInput {
  /** Name of the input tensor; absent: the network has only one. */
  readonly name?: string;
  readonly channels: 'rgb' | 'bgr' | 'grey';
  readonly mean: number;
  readonly scale: number;
  readonly size: InputSize;
}

export interface Licence {
  /** SPDX identifier where there is one. */
  readonly name: string;
  /** What a user must know before use, such as "non-commercial research only". */
  readonly note?: string;
}

/** Where the file comes from. */
export type ModelSource =
  | {
      readonly kind: 'npm';
      /** Exact version: `name@1.2.3`. */
      readonly spec: string;
      /** Subresource integrity of the tarball. */
      readonly integrity: string;
      /** Size of the tarball, for the progress. */
      readonly packageBytes: number;
      /** Path inside the package, without the leading `package/`. */
      readonly member: string;
    }
  | { readonly kind: 'url'; readonly url: string }
  /** A file of the user's own, absolute path; never copied into the cache. */
  | { readonly kind: 'file'; readonly path: string };

export interface ModelEntry<Role extends ModelRole = ModelRole> {
  /** The pack this entry was declared in: another pack may reuse it. */
  readonly pack: string;
  readonly role: Role;
  /** File name inside the cache folder of `pack`. */
  readonly file: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** Exact size where it is known before the file is there; limits downloads. */
  readonly bytes?: number;
  readonly licence: Licence;
  readonly source: ModelSource;
  readonly decoder: DecoderByRole[Role];
  readonly input: ModelInput;
  /** Name of the output tensor where the decoder reads one; absent: the network has only one. */
  readonly output?: string;
}

export interface ModelPack {
  readonly name: string;
  /** One sentence for `models list`. */
  readonly description: string;
  readonly models: {
    readonly detector: ModelEntry<'detector'>;
    /** Absent: the detector's own five points are used. */
    readonly landmarks?: ModelEntry<'landmarks'>;
    readonly embedder: ModelEntry<'embedder'>;
    readonly pose?: ModelEntry<'pose'>;
  };
}

/** A file that was there, with the right content, when it was handed out. */
export interface ReadyModel<Role extends ModelRole = ModelRole> {
  readonly path: string;
  readonly sha256: string;
  readonly entry: ModelEntry<Role>;
}

export interface ReadyModels {
  readonly detector: ReadyModel<'detector'>;
  readonly landmarks?: ReadyModel<'landmarks'>;
  readonly embedder: ReadyModel<'embedder'>;
  readonly pose?: ReadyModel<'pose'>;
}

export interface FetchProgress {
  /** What is being downloaded: a file name, or an npm package from which several files come. */
  readonly item: string;
  readonly receivedBytes: number;
  /** Absent when the sender does not say. */
  readonly totalBytes?: number;
}

export interface EnsureOptions {
  readonly onProgress?: (progress: FetchProgress) => void;
  /** Ends a download; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Do not use the network; a missing file is then an error. */
  readonly offline?: boolean;
  /** Also get the models that the pipeline can do without (`pose`). */
  readonly optional?: boolean;
  /** Replace a cached file whose content is wrong, instead of refusing. */
  readonly repair?: boolean;
}

export interface ModelState {
  readonly entry: ModelEntry;
  readonly path: string;
  readonly state: 'cached' | 'missing' | 'wrong hash';
  /** Bytes on disk; null when missing. */
  readonly bytes: number | null;
  /** SHA-256 of what is on disk; null when missing. */
  readonly sha256: string | null;
}

export interface ModelRegistry {
  /** The cache folder. */
  readonly directory: string;
  /** The packs known by name, the default first. */
  readonly packs: readonly ModelPack[];
  /**
   * @param nameOrPath name of a known pack, or path of a descriptor file (docs/models.md).
   * @throws ModelError `models.unknown-pack`, `models.missing-file`, `models.bad-descriptor`.
   */
  resolvePack(nameOrPath: string): Promise<ModelPack>;
  /**
   * Gets what is missing and proves every file. Safe to call from several processes at once.
   * @throws ModelError `models.offline`, `models.download-failed`, `models.wrong-hash`, `models.missing-file`,
   * `models.unwritable-cache`, `models.disk-full`.
   */
  ensurePack(pack: ModelPack, options?: EnsureOptions): Promise<ReadyModels>;
  /** Looks at every file of the pack afresh, without fetching and without throwing for a bad one. */
  verifyPack(pack: ModelPack): Promise<readonly ModelState[]>;
}
