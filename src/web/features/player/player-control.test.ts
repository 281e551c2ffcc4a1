import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { evenFrameTimes, frameTimesOf } from './frame-times.ts';
import { PlayerControl } from './player-control.ts';

/** 10 frames of 100 ms, then 10 of 200 ms. */
const frames = frameTimesOf({
  picture: { displayWidth: 1, displayHeight: 1 },
  timeBase: { numerator: 1, denominator: 10 },
  startPts: 7,
  endPts: 37,
  steps: [
    [10, 1],
    [9, 2],
  ],
})!;

/** A video element that shows frames and ends seeks when it is told to. */
class FakeVideo extends EventTarget {
  volume = 1;
  muted = false;
  paused = true;
  seeking = false;
  playbackRate = 1;
  error = null;
  #time = 0;
  #onFrame: ((now: number, frame: { mediaTime: number }) => void) | null = null;

  get currentTime(): number {
    return this.#time;
  }
  set currentTime(seconds: number) {
    this.#time = seconds;
    this.seeking = true;
  }
  requestVideoFrameCallback(listener: (now: number, frame: { mediaTime: number }) => void): number {
    this.#onFrame = listener;
    return 1;
  }
  cancelVideoFrameCallback(): void {
    this.#onFrame = null;
  }
  play(): Promise<void> {
    this.paused = false;
    this.dispatchEvent(new Event('playing'));
    return Promise.resolve();
  }
  pause(): void {
    this.paused = true;
    this.dispatchEvent(new Event('pause'));
  }
  show(mediaTime: number): void {
    const listener = this.#onFrame;
    listener?.(0, { mediaTime });
  }
  /** @param played seconds that have passed on before the page hears of it. */
  endSeek(mediaTime: number, played = 0): void {
    this.seeking = false;
    this.#time += played;
    this.show(mediaTime);
    this.dispatchEvent(new Event('seeked'));
  }
}

function playerWith(zero: number) {
  const control = new PlayerControl(frames);
  const video = new FakeVideo();
  const detach = control.attach(video as unknown as HTMLVideoElement);
  return { control, video, detach, begin: () => video.show(zero) };
}

beforeEach(() => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
});
afterEach(() => vi.unstubAllGlobals());

describe('the two clocks', () => {
  it('are apart by what the first frame says', () => {
    const { control, video, begin } = playerWith(0.521);
    begin();
    control.seekToFrame(12);
    expect(video.currentTime).toBeCloseTo(0.521 + 1.5, 9);
    video.endSeek(0.521 + 1.4);
    expect([control.moment(), control.shown()]).toEqual([
      { frame: 12, seconds: 1.4 },
      { frame: 12, seconds: 1.4 },
    ]);
  });

  it('do not let a seek be made before that is known', () => {
    const { control, video, begin } = playerWith(0.5);
    control.seek(1);
    expect([video.seeking, control.shown()]).toEqual([false, null]);
    expect(control.moment().frame).toBe(10);
    begin();
    expect(video.currentTime).toBeCloseTo(0.5 + 1.1, 9);
  });

  it('round to the nearest frame, not to the one before', () => {
    const { control, video, begin } = playerWith(0);
    begin();
    void video.play();
    video.show(0.2999);
    expect(control.moment().frame).toBe(3);
  });
});

describe('seeking', () => {
  it('makes only the last of all seeks that were asked for meanwhile', () => {
    const { control, video, begin } = playerWith(0);
    begin();
    for (const frame of [3, 4, 5]) control.seekToFrame(frame);
    expect(video.currentTime).toBeCloseTo(0.35, 9);
    expect([control.moment().frame, control.shown()?.frame]).toEqual([5, 0]);
    video.endSeek(0.3);
    expect(video.currentTime).toBeCloseTo(0.55, 9);
    expect([control.moment().frame, control.shown()?.frame]).toEqual([5, 3]);
    video.endSeek(0.5);
    expect([control.moment().frame, control.shown()?.frame, video.seeking]).toEqual([5, 5, false]);
  });

  it('is made once while it plays, though time goes on', () => {
    const { control, video, begin } = playerWith(0);
    begin();
    void video.play();
    control.seekToFrame(5);
    video.endSeek(0.5, 0.08);
    expect(video.seeking).toBe(false);
  });

  it('steps from where it goes, and stays inside the video', () => {
    const { control, video, begin } = playerWith(0);
    begin();
    control.step(1);
    control.step(1);
    expect(control.moment().frame).toBe(2);
    control.step(-9);
    expect(control.moment().frame).toBe(0);
    control.step(99);
    expect(control.moment()).toEqual({ frame: 19, seconds: 2.8 });
    expect(video.paused).toBe(true);
  });

  it('goes to the exact time once the times of the frames are known', () => {
    const control = new PlayerControl(evenFrameTimes(3, 5));
    control.seek(1.45);
    expect(control.moment().seconds).toBe(1.4);
    control.setFrames(frames);
    expect(control.moment()).toEqual({ frame: 12, seconds: 1.4 });
  });
});

describe('a loop', () => {
  it('comes back from its end', () => {
    const { control, video, begin } = playerWith(0);
    begin();
    control.setLoop({ start: 0.2, end: 0.5 });
    control.play();
    expect(video.currentTime).toBeCloseTo(0.25, 9);
    video.endSeek(0.2);
    video.show(0.4);
    expect(video.seeking).toBe(false);
    video.show(0.5);
    expect(video.currentTime).toBeCloseTo(0.25, 9);
  });

  it('lets go of who goes behind it by hand', () => {
    const { control, video, begin } = playerWith(0);
    begin();
    control.setLoop({ start: 0.2, end: 0.5 });
    control.seek(0.3);
    video.endSeek(0.3);
    control.play();
    control.seek(1);
    video.endSeek(1);
    video.show(1.2);
    expect([control.moment().frame, video.seeking]).toEqual([11, false]);
  });
});

describe('a new address of the same video', () => {
  it('goes on where the old one was', () => {
    const { control, video, begin } = playerWith(0);
    begin();
    control.play();
    video.show(0.7);
    video.dispatchEvent(new Event('emptied'));
    video.paused = true;
    expect(control.shown()).toBeNull();
    begin();
    expect(video.currentTime).toBeCloseTo(0.75, 9);
    video.dispatchEvent(new Event('canplay'));
    expect(video.paused).toBe(false);
  });
});

it('without a video the page can be walked through', () => {
  const control = new PlayerControl(frames);
  const told = vi.fn();
  control.onShown(told);
  control.step(3);
  expect([control.shown()?.frame, told.mock.calls.length]).toEqual([3, 1]);
  control.play();
  expect(control.state().speed).toBe(0);
});
