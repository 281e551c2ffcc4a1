/**
 * Calls with the media time, in seconds, of every frame that a video shows, as it is painted. Browsers that do not tell it are
 * asked for their clock instead, which is near enough to watch.
 *
 * @returns ends it.
 */
export function followFrames(video: HTMLVideoElement, onFrame: (mediaSeconds: number) => void): () => void {
  let handle = 0;
  if ('requestVideoFrameCallback' in video) {
    const next: VideoFrameRequestCallback = (_, { mediaTime }) => {
      handle = video.requestVideoFrameCallback(next);
      onFrame(mediaTime);
    };
    handle = video.requestVideoFrameCallback(next);
    return () => video.cancelVideoFrameCallback(handle);
  }
  return followClock(video, onFrame);
}

function followClock(video: HTMLVideoElement, onFrame: (mediaSeconds: number) => void): () => void {
  let handle = 0;
  let told = Number.NaN;
  const next = (): void => {
    handle = requestAnimationFrame(next);
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.currentTime === told) return;
    told = video.currentTime;
    onFrame(told);
  };
  handle = requestAnimationFrame(next);
  return () => cancelAnimationFrame(handle);
}
