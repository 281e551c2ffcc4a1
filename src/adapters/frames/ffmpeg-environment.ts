/**
 * Environment for ffmpeg and ffprobe: that of this process, with one trap removed. Statically linked builds crash on the
 * names of broadcast channels (MPEG-TS), because they load the system's character set modules, made for another libc. A
 * path without modules keeps them from it.
 */
export function ffmpegEnvironment(): NodeJS.ProcessEnv {
  // biome-ignore lint/style/noProcessEnv: nothing is read here; the program gets the environment this one was started with
  return { ...process.env, GCONV_PATH: '/nonexistent' };
}
