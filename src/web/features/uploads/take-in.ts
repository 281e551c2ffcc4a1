/** What follows when all of a file is there: the server looks at it, and where that is wanted it is analysed. */
import type { SameContent } from '../../../server/contract/uploads.ts';
import { failureOf } from '../../lib/failure-of.ts';
import { withRetries } from './retry.ts';
import type { Profile, UploadWorld } from './upload-transport.ts';

const CHECK_MS = 2_000;

interface Arrived {
  readonly episodeId: string;
  readonly videoId: string;
  readonly analyse: Profile | null;
  readonly signal: AbortSignal;
}

interface TakenIn {
  /** Why the video cannot be used. */
  readonly problem: { readonly code: string; readonly message: string } | null;
  readonly duplicates: readonly SameContent[];
  readonly runId: string | null;
}

/** @throws what the API refuses for good, or the signal's reason. */
export async function takeIn(world: UploadWorld, { episodeId, videoId, analyse, signal }: Arrived): Promise<TakenIn> {
  const { transport } = world;
  const look = () => withRetries(world, signal, () => transport.video(episodeId, videoId));
  let video = await look();
  while (video?.state === 'checking') {
    await world.sleep(CHECK_MS, signal);
    video = await look();
  }
  if (video?.state !== 'ready') {
    const message = video?.reason ?? 'The video is gone: its episode was deleted, or another video took its place.';
    return { problem: { code: 'videos.rejected', message }, duplicates: [], runId: null };
  }
  // Good to know, and nothing that would stop anything.
  const duplicates = await transport.duplicates(videoId).catch(() => []);
  const runId = analyse === null ? null : await begin(world, { episodeId, videoId, analyse, signal });
  return { problem: null, duplicates, runId };
}

async function begin(world: UploadWorld, { episodeId, analyse, signal }: Arrived): Promise<string | null> {
  try {
    return await withRetries(world, signal, () => world.transport.analyse(episodeId, analyse ?? 'balanced'));
  } catch (error) {
    // The answer to an earlier try was lost, or somebody was faster: it runs, which is what was wanted.
    if (failureOf(error).code === 'runs.wrong-state') return null;
    throw error;
  }
}
