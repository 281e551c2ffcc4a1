/**
 * Plays, seeks and steps by frames, and tells which frame is on screen.
 *
 * Two clocks meet here. Results count seconds from the first decoded frame; a browser counts from where the file begins, which
 * may be earlier or later (sound that begins first, an edit list). The first frame that is shown says how far they are apart.
 * A frame is asked for by the middle of its time, and what was shown is read from the frame itself: the browser's `currentTime`
 * only says where it wants to be.
 *
 * Without a video everything works but the picture: the page can still be walked through.
 */
import { type FrameTimes, frameAt, middleOf, nearestFrame, startOf, within } from './frame-times.ts';
import { keepVolume, readVolume } from './kept-volume.ts';
import { followFrames } from './presented-frames.ts';
import type { Interval } from './spans.ts';

export interface Moment {
  readonly frame: number;
  /** When the frame begins. */
  readonly seconds: number;
}

export interface PlayState {
  /** 0: stands still; below 0: backwards. */
  readonly speed: number;
  /** Pictures are on their way. */
  readonly isWaiting: boolean;
  readonly volume: number;
  readonly isMuted: boolean;
}

export class PlayerControl {
  #frames: FrameTimes;
  #video: HTMLVideoElement | null = null;
  /** What the browser's clock says at the first frame; null: not known yet. */
  #zero: number | null = null;
  #moment: Moment = { frame: 0, seconds: 0 };
  /** What can be seen: behind while a seek is under way. */
  #shown: Moment = this.#moment;
  /** The video will not play: nothing is waited for. */
  #hasFailed = false;
  /** Exactly where somebody wanted to go, for when the real times of the frames come. */
  #asked: number | null = null;
  /** Asked for and not shown yet. */
  #wanted: number | null = null;
  /** The frame that the browser was last told to go to. */
  #sought: number | null = null;
  /** Played when its file was opened anew. */
  #goesOn = false;
  /** Chosen for `play`; the shuttle keys do not change it. */
  #speed = 1;
  #loop: Interval | null = null;
  #backwards: { speed: number; fromSeconds: number; sinceMs: number; timer: number } | null = null;
  #state: PlayState = { speed: 0, isWaiting: false, volume: 1, isMuted: false };
  readonly #momentListeners = new Set<(moment: Moment) => void>();
  readonly #shownListeners = new Set<() => void>();
  readonly #stateListeners = new Set<() => void>();

  constructor(frames: FrameTimes) {
    this.#frames = frames;
  }

  /** Where it stands, or goes. */
  readonly moment = (): Moment => this.#moment;
  /** The frame that can be seen; null while its first is on its way. Without a video the one that would be. */
  readonly shown = (): Moment | null => {
    const isAwaited = this.#video !== null && this.#zero === null && !this.#hasFailed;
    return isAwaited ? null : this.#shown;
  };
  readonly state = (): PlayState => this.#state;

  get frames(): FrameTimes {
    return this.#frames;
  }

  readonly onMoment = (listener: (moment: Moment) => void): (() => void) => {
    this.#momentListeners.add(listener);
    return () => this.#momentListeners.delete(listener);
  };

  /** Called in the same turn as a new frame is painted, so that what is drawn then appears with it. */
  readonly onShown = (listener: () => void): (() => void) => {
    this.#shownListeners.add(listener);
    return () => this.#shownListeners.delete(listener);
  };

  readonly onState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  /** The real times have come: what is shown keeps its time. */
  setFrames(frames: FrameTimes): void {
    if (frames === this.#frames) return;
    this.#frames = frames;
    const frame = frameAt(frames, this.#asked ?? this.#moment.seconds);
    if (this.#asked !== null || this.#wanted !== null) this.#show(frame);
    else this.#tell(frame);
    this.#tellShown(frameAt(frames, this.#shown.seconds));
  }

  setLoop(loop: Interval | null): void {
    this.#loop = loop;
  }

  /** @returns to be called when the element goes. */
  attach(video: HTMLVideoElement): () => void {
    this.#video = video;
    this.#begin();
    Object.assign(video, readVolume());
    const stopFrames = followFrames(video, (mediaSeconds) => this.#presented(video, mediaSeconds));
    const listeners: Record<string, () => void> = {
      emptied: () => this.#begin(),
      error: () => {
        this.#hasFailed = true;
        this.#tellShown(this.#moment.frame);
      },
      seeked: () => this.#afterSeek(),
      ended: () => this.#afterEnd(),
      waiting: () => this.#setState({ isWaiting: true }),
      playing: () => this.#setState({ isWaiting: false, speed: video.playbackRate }),
      canplay: () => this.#afterBegin(),
      pause: () => !this.#backwards && this.#setState({ speed: 0 }),
      ratechange: () => !video.paused && this.#setState({ speed: video.playbackRate }),
      volumechange: () => {
        keepVolume(video);
        this.#setState({ volume: video.volume, isMuted: video.muted });
      },
    };
    for (const [name, listener] of Object.entries(listeners)) video.addEventListener(name, listener);
    this.#setState({ volume: video.volume, isMuted: video.muted });
    return () => {
      stopFrames();
      for (const [name, listener] of Object.entries(listeners)) video.removeEventListener(name, listener);
      this.pause();
      this.#video = null;
      this.#zero = null;
      this.#tellShown(this.#moment.frame);
    };
  }

  readonly seek = (seconds: number): void => {
    this.seekToFrame(frameAt(this.#frames, seconds));
    this.#asked = seconds;
  };

  readonly seekToFrame = (frame: number): void => {
    this.#stopBackwards();
    this.#show(frame);
  };

  /** @param count frames; below 0: back. */
  readonly step = (count: number): void => {
    this.pause();
    this.#show((this.#wanted ?? this.#moment.frame) + count);
  };

  /** @param seconds below 0: back. What plays goes on playing. */
  readonly skip = (seconds: number): void =>
    this.seek(startOf(this.#frames, this.#wanted ?? this.#moment.frame) + seconds);

  readonly toggle = (): void => (this.#state.speed === 0 ? this.play() : this.pause());

  /** @param speed below 0: backwards, without sound. */
  readonly play = (speed: number = this.#speed): void => {
    const video = this.#video;
    this.#stopBackwards();
    if (!video) return;
    if (speed < 0) {
      this.#playBackwards(speed);
      return;
    }
    video.playbackRate = speed;
    const { seconds, frame } = this.#moment;
    if (this.#loop && (seconds < this.#loop.start || seconds >= this.#loop.end)) this.seek(this.#loop.start);
    else if (frame >= this.#frames.starts.length - 1) this.#show(0);
    // The browser refuses where it would have to make a sound before anybody has touched the page; the button stays.
    video.play().catch(() => this.#setState({ speed: 0 }));
  };

  readonly pause = (): void => {
    this.#stopBackwards();
    this.#video?.pause();
  };

  /** Now and for what is played next. */
  readonly setSpeed = (speed: number): void => {
    this.#speed = speed;
    if (this.#state.speed !== 0) this.play(speed);
    else this.#setState({});
  };

  /** At which `play` would play. */
  get chosenSpeed(): number {
    return this.#speed;
  }

  setVolume(volume: number, isMuted: boolean): void {
    if (this.#video) Object.assign(this.#video, { volume, muted: isMuted });
  }

  #show(asked: number): void {
    const frame = within(this.#frames, asked);
    this.#asked = null;
    this.#tell(frame);
    const video = this.#video;
    if (!video) return;
    this.#wanted = frame;
    // While one seek is under way only the last of all that are asked for meanwhile is made.
    if (!video.seeking) this.#seekWanted();
  }

  #seekWanted(): void {
    if (!this.#video || this.#zero === null || this.#wanted === null) return;
    this.#sought = this.#wanted;
    this.#video.currentTime = this.#zero + middleOf(this.#frames, this.#wanted);
  }

  /** A file is opened, perhaps the same one at a new address: it goes on where it was. */
  #begin(): void {
    this.#zero = null;
    this.#hasFailed = false;
    this.#wanted = this.#moment.frame > 0 ? this.#moment.frame : null;
    this.#goesOn = this.#state.speed > 0;
  }

  #afterBegin(): void {
    this.#setState({ isWaiting: false });
    if (this.#goesOn) this.play();
    this.#goesOn = false;
  }

  #afterSeek(): void {
    if (this.#wanted !== null && this.#wanted !== this.#sought) this.#seekWanted();
    else this.#wanted = null;
  }

  #afterEnd(): void {
    if (this.#loop) this.play();
    else this.#setState({ speed: 0 });
  }

  #presented(video: HTMLVideoElement, mediaSeconds: number): void {
    if (this.#zero === null) {
      this.#zero = mediaSeconds;
      this.#tellShown(0);
      if (this.#wanted !== null) this.#show(this.#wanted);
      return;
    }
    const frame = nearestFrame(this.#frames, mediaSeconds - this.#zero);
    this.#tellShown(frame);
    // A frame from before a seek that is under way: what was asked for is already told.
    if (this.#wanted !== null && (video.seeking || frame !== this.#wanted)) return;
    this.#tellPlayed(frame);
  }

  #tellPlayed(frame: number): void {
    const { seconds } = this.#moment;
    if (frame !== this.#moment.frame) {
      this.#asked = null;
      this.#tell(frame);
    }
    const loop = this.#loop;
    // Only what runs over the end comes back: who goes behind it by hand stays there.
    const isPlaying = this.#state.speed > 0;
    if (loop && isPlaying && seconds < loop.end && this.#moment.seconds >= loop.end - 1e-6)
      this.#show(frameAt(this.#frames, loop.start));
  }

  #playBackwards(speed: number): void {
    this.#video?.pause();
    const backwards = { speed, fromSeconds: this.#moment.seconds, sinceMs: performance.now(), timer: 0 };
    const next = (): void => {
      const played = ((performance.now() - backwards.sinceMs) / 1000) * speed;
      const target = backwards.fromSeconds + played;
      if (!this.#video?.seeking) this.#show(frameAt(this.#frames, target));
      if (target <= 0) this.pause();
      else backwards.timer = requestAnimationFrame(next);
    };
    this.#backwards = backwards;
    this.#setState({ speed });
    next();
  }

  #stopBackwards(): void {
    if (!this.#backwards) return;
    cancelAnimationFrame(this.#backwards.timer);
    this.#backwards = null;
    this.#setState({ speed: 0 });
  }

  #tell(frame: number): void {
    this.#moment = { frame, seconds: startOf(this.#frames, frame) };
    for (const listener of this.#momentListeners) listener(this.#moment);
    if (this.#zero === null) this.#tellShown(frame);
  }

  #tellShown(frame: number): void {
    this.#shown = { frame, seconds: startOf(this.#frames, frame) };
    for (const listener of this.#shownListeners) listener();
  }

  #setState(change: Partial<PlayState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#stateListeners) listener();
  }
}
