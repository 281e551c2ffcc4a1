/** Entry of a stage child: waits for work, does one piece at a time, and never outlives its parent. */

import { explainSystemError } from '../../system-error.ts';
import type { Glimpse } from '../analyze/glimpse.ts';
import { stageHandlers } from '../analyze/stage-handlers.ts';
import { createStageServices, type StageServices } from '../analyze/stage-services.ts';
import { endedChildrenCpuSeconds, ownCpuSeconds } from './cpu-time.ts';
import { toFailure } from './failure.ts';
import { type FromChild, type ToChild, toChild } from './messages.ts';
import { carryPriorityToSession } from './session-priority.ts';

const ALIVE_EVERY_MS = 2_000;
const PROGRESS_EVERY_MS = 100;
/** Time to stop ffmpeg after the parent has gone. */
const FAREWELL_MS = 400;

type WorkMessage = Extract<ToChild, { readonly type: 'work' }>;

/** Serves the parent over the IPC channel until it closes. */
function serve(services: StageServices): void {
  let current: { readonly controller: AbortController; parts: number } | null = null;
  const cpuSeconds = () => ownCpuSeconds() + endedChildrenCpuSeconds();
  const send = (message: FromChild): void => {
    if (process.connected) process.send?.(message, () => {});
  };
  setInterval(() => send({ type: 'alive', cpuSeconds: cpuSeconds() }), ALIVE_EVERY_MS).unref();

  const glimpse = (seen: Glimpse): void => send({ type: 'glimpse', glimpse: seen });

  const work = async ({
    job: name,
    input,
    isWatched,
    parts = Number.POSITIVE_INFINITY,
  }: WorkMessage): Promise<void> => {
    const controller = new AbortController();
    const own = { controller, parts };
    current = own;
    let reported = 0;
    const report = (done: number, total: number): void => {
      const now = performance.now();
      if (now - reported < PROGRESS_EVERY_MS && done < total) return;
      reported = now;
      send({ type: 'progress', done, total });
    };
    try {
      const handler = stageHandlers.find((each) => each.name === name);
      if (!handler) throw new Error(`There is no handler for ${name}.`);
      const result = await handler.run(services, input, {
        signal: controller.signal,
        report,
        wantedParts: () => own.parts,
        glimpse: isWatched ? glimpse : undefined,
      });
      send({ type: 'done', result, cpuSeconds: cpuSeconds() });
    } catch (error) {
      send({ type: 'failed', failure: toFailure(explainSystemError(error)), cpuSeconds: cpuSeconds() });
    } finally {
      current = null;
      if (!process.connected) process.exit();
    }
  };

  process.on('message', (raw) => {
    const message = toChild.parse(raw);
    if (message.type === 'abort') current?.controller.abort(new Error('The work is no longer wanted.'));
    else if (message.type === 'work') void work(message);
    else if (current !== null) current.parts = message.parts;
  });
  process.on('disconnect', () => {
    if (current === null) process.exit();
    current.controller.abort(new Error('The parent process has gone.'));
    setTimeout(() => process.exit(), FAREWELL_MS).unref();
  });
}

void carryPriorityToSession();
const [, , foundPrograms] = process.argv;
serve(createStageServices(foundPrograms === undefined ? undefined : JSON.parse(foundPrograms)));
