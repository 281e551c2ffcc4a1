/** What the stages of one child process share: programs that are looked for once, networks that are opened once. */
import type { FrameSource } from '../../../adapters/frames/port.ts';
import type { ModelSession } from '../../../adapters/inference/port.ts';
import type { ReadyModel } from '../../../adapters/models/port.ts';
import { composeFrames, composeInference } from '../../compose.ts';
import { readConfig } from '../../config.ts';
import { proveModel } from './prove-model.ts';

export interface StageServices {
  readonly frames: () => Promise<FrameSource>;
  /** Opens a network, its file proven by hash; the same one again is free. @throws UserError `models.wrong-hash`. */
  readonly open: (model: ReadyModel) => Promise<ModelSession>;
}

/** @param foundPrograms what the parent found to decode with; absent: this process looks itself. */
export function createStageServices(foundPrograms?: unknown): StageServices {
  const config = readConfig();
  // Begun at once: a child is started while there is nothing to do for it yet.
  const engine = composeInference();
  const frames = composeFrames(config, foundPrograms);
  for (const each of [engine, frames]) each.catch(() => {}); // Thrown where it is asked for.
  const sessions = new Map<string, Promise<ModelSession>>();
  const openProven = async (model: ReadyModel): Promise<ModelSession> => {
    await proveModel(model);
    // One thread per network gives the same bytes everywhere; several processes give the speed.
    return (await engine).open({ file: model.path, threads: 1 });
  };
  return {
    frames: () => frames,
    open(model) {
      const known = sessions.get(model.sha256) ?? openProven(model);
      sessions.set(model.sha256, known);
      return known;
    },
  };
}
