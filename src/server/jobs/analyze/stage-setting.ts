import type { VideoProbe } from '../../../adapters/frames/port.ts';
import type { ReadyModels } from '../../../adapters/models/port.ts';
import type { Profile } from '../../../pipeline/profiles.ts';
import type { StagePool } from '../stage-host/stage-pool.ts';
import type { RunWarning } from './json-shapes.ts';
import type { Share } from './share.ts';

/** What all stages of one analysis share. */
export interface StageSetting {
  readonly pool: StagePool;
  /** Children that work at a time. */
  readonly workers: number;
  readonly models: Pick<ReadyModels, 'detector' | 'landmarks' | 'embedder'>;
  readonly profile: Profile;
  /** Where stages keep what they have done, a folder per stage. */
  readonly workFolder: string;
  readonly signal: AbortSignal;
  /** Called once per thing that the user should know; in the same order in every run. */
  readonly warn: (warning: RunWarning) => void;
  /** Only this share of a stage is wanted, and nothing after it; null: everything. */
  readonly share: Share | null;
}

/** A video that has been looked at and hashed. */
export interface ProvenVideo {
  readonly probe: VideoProbe;
  readonly sha256: string;
  readonly bytes: number;
}
