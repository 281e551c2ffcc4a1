/** Which lines a show's data speak for. */
import { type CalibrationResult, calibrateNaming, PEOPLE_TO_LOWER } from './calibrate-naming.ts';
import { DEFAULT_NAMING, type NamingOptions } from './name-clusters.ts';
import type { ScoreTable } from './score-table.ts';

/** By what is compared. */
export const COMPARISONS = ['photos', 'faces', 'naming'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface NamingProposal {
  readonly calibrations: Readonly<Record<Comparison, CalibrationResult>>;
  /** Null while there is too little of everything. */
  readonly lines: Pick<NamingOptions, 'acceptLikeness' | 'askLikeness'> | null;
  /** Which comparison decided; null also where the program's own lines are higher than what it says. */
  readonly by: Comparison | null;
}

/**
 * The highest lines of all comparisons that have enough data. Nothing below the program's own lines is proposed unless `naming`,
 * which compares as naming itself does, has enough data of enough people: single faces say less about how alike means of many
 * can be, and few people less about how alike two can be.
 */
export function proposeNaming(tables: Readonly<Record<Comparison, ScoreTable>>): NamingProposal {
  const calibrations = {
    photos: calibrateNaming(tables.photos),
    faces: calibrateNaming(tables.faces),
    naming: calibrateNaming(tables.naming),
  };
  const ready = COMPARISONS.flatMap((by) => {
    const { calibration } = calibrations[by];
    return calibration ? [{ by, ...calibration }] : [];
  });
  if (ready.length === 0) return { calibrations, lines: null, by: null };
  const highest = ready.reduce((best, each) => (each.accept > best.accept ? each : best));
  const [accept, ask] = [highest.accept, Math.max(...ready.map((each) => each.ask))];
  if ((calibrations.naming.calibration?.people ?? 0) >= PEOPLE_TO_LOWER) {
    return {
      calibrations,
      lines: { acceptLikeness: accept, askLikeness: Math.min(accept, ask) },
      by: highest.by,
    };
  }
  const acceptLikeness = Math.max(accept, DEFAULT_NAMING.acceptLikeness);
  const askLikeness = Math.min(acceptLikeness, Math.max(ask, DEFAULT_NAMING.askLikeness));
  return {
    calibrations,
    lines: { acceptLikeness, askLikeness },
    by: accept > DEFAULT_NAMING.acceptLikeness ? highest.by : null,
  };
}
