/** The only file that names implementations of ports: who needs one asks here. */
import { createFfmpegFrameSource } from '../adapters/frames/ffmpeg-frame-source.ts';
import { ffmpegBinaries, findFfmpeg } from '../adapters/frames/locate-ffmpeg.ts';
import type { FrameSource } from '../adapters/frames/port.ts';
import { createOnnxEngine } from '../adapters/inference/onnx.ts';
import type { InferenceEngine } from '../adapters/inference/port.ts';
import type { ModelRegistry } from '../adapters/models/port.ts';
import type { Config } from './config.ts';

/**
 * @param foundPrograms what another process of this run has found (`FrameSource.foundPrograms`); absent: looks itself.
 * @throws UserError `video.decoder-missing` where no ffmpeg runs.
 */
export async function composeFrames(config: Config, foundPrograms?: unknown): Promise<FrameSource> {
  if (foundPrograms !== undefined) return createFfmpegFrameSource(ffmpegBinaries.parse(foundPrograms));
  const { ffmpeg, ffprobe } = config;
  return createFfmpegFrameSource(await findFfmpeg({ ...(ffmpeg && { ffmpeg }), ...(ffprobe && { ffprobe }) }));
}

/** Loaded when asked for: stage children never need the registry, and what it fetches with takes long to load. */
export async function composeModels(config: Config): Promise<ModelRegistry> {
  const [{ createModelRegistry }, { readNpmSettings }, { defaultModelsDirectory }] = await Promise.all([
    import('../adapters/models/registry.ts'),
    import('../adapters/models/npm-settings.ts'),
    import('../adapters/models/models-directory.ts'),
  ]);
  const { environment: env, home, modelsDirectory, zooBaseUrl } = config;
  return createModelRegistry({
    directory: modelsDirectory ?? defaultModelsDirectory(env),
    npm: await readNpmSettings({ env, directory: process.cwd(), home }),
    ...(zooBaseUrl && { zooBaseUrl }),
  });
}

export function composeInference(): InferenceEngine {
  return createOnnxEngine();
}
