/**
 * Entry of the process that does an analysis for a worker: tracking and clustering take seconds of a thread, which the
 * worker needs for its locks and, on a laptop, the API for its answers. It never outlives its parent.
 */
import os from 'node:os';
import { composeFrames, composeModels } from '../../compose.ts';
import { readConfig } from '../../config.ts';
import { programVersion } from '../../program-package.ts';
import { explainSystemError } from '../../system-error.ts';
import { addGlimpse, EMPTY_PREVIEW, type Glimpse } from '../analyze/glimpse.ts';
import { runAnalysis } from '../analyze/run-analysis.ts';
import { type FromAnalysis, type ProcessRequest, toAnalysis } from './analysis-messages.ts';
import { toFailure } from './failure.ts';
import { carryPriorityToSession } from './session-priority.ts';

/** Time to stop the stage children after the parent has gone. */
const FAREWELL_MS = 2_500;

const abort = new AbortController();

const send = (message: FromAnalysis): Promise<void> =>
  new Promise((resolve) => {
    if (process.connected) process.send?.(message, () => resolve());
    else resolve();
  });

async function analyze(request: ProcessRequest): Promise<void> {
  try {
    const config = readConfig();
    const [frames, registry] = await Promise.all([composeFrames(config), composeModels(config)]);
    let preview = EMPTY_PREVIEW;
    const services = {
      frames,
      registry,
      programVersion: programVersion(),
      signal: abort.signal,
      onGlimpse(glimpse: Glimpse) {
        preview = addGlimpse(preview, glimpse, Date.now());
        void send({ type: 'preview', preview });
      },
      onDownload: ({ item, receivedBytes, totalBytes }: { item: string; receivedBytes: number; totalBytes?: number }) =>
        void send({
          type: 'event',
          event: { event: 'model-download', item, receivedBytes, totalBytes: totalBytes ?? null },
        }),
    };
    // Sent one by one: a parent that is busy is not flooded.
    for await (const event of runAnalysis(request, services)) await send({ type: 'event', event });
    await send({ type: 'done' });
  } catch (error) {
    await send({ type: 'failed', failure: toFailure(explainSystemError(error)) });
  }
  process.exit();
}

/**
 * Somebody waits for an answer of the API on this machine, nobody for a second of an analysis: it takes what others leave.
 * What this process starts inherits it.
 */
function yieldToAnswers(): void {
  try {
    os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // The system does not allow it: then answers are slower meanwhile.
  }
  void carryPriorityToSession();
}

yieldToAnswers();
process.on('message', (raw) => {
  const message = toAnalysis.parse(raw);
  if (message.type === 'abort') abort.abort(new Error('The analysis is no longer wanted.'));
  else void analyze(message.request);
});
process.on('disconnect', () => {
  abort.abort(new Error('The parent process has gone.'));
  setTimeout(() => process.exit(), FAREWELL_MS).unref();
});
