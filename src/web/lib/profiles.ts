/** The profiles, with what was measured: docs/architecture.md has the same figures, and how. */

export interface MeasuredProfile {
  readonly name: 'fast' | 'balanced' | 'accurate';
  readonly label: string;
  readonly use: string;
  /** Processor seconds for a minute of video at 640×360. */
  readonly cpuSeconds: number;
  /** Share of boxes that carry the right person. */
  readonly identity: number;
  /** Mean error of people's seconds, as a share. */
  readonly error: number;
}
export type ProfileName = MeasuredProfile['name'];

export const PROFILES: readonly MeasuredProfile[] = [
  { name: 'fast', label: 'Fast', use: 'For a first look', cpuSeconds: 18, identity: 0.9, error: 0.11 },
  { name: 'balanced', label: 'Balanced', use: 'For most videos', cpuSeconds: 22, identity: 0.95, error: 0.06 },
  {
    name: 'accurate',
    label: 'Accurate',
    use: 'For small faces in wide pictures and quick motion',
    cpuSeconds: 41,
    identity: 0.92,
    error: 0.09,
  },
];

/** `balanced` for what is no profile's name. */
export const profileOf = (name: string | undefined): ProfileName =>
  PROFILES.find((profile) => profile.name === name)?.name ?? 'balanced';
