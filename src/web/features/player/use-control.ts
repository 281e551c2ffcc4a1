import { useSyncExternalStore } from 'react';
import type { PlayerControl, PlayState } from './player-control.ts';

/** How it plays. Which frame is shown changes too often for React: see `PlayerControl.onMoment`. */
export const usePlayState = (control: PlayerControl): PlayState => useSyncExternalStore(control.onState, control.state);

/** What is computed from the frame on screen; the component is drawn anew only when that changes. */
export const useAtMoment = <Value>(control: PlayerControl, read: (seconds: number) => Value): Value =>
  useSyncExternalStore(control.onMoment, () => read(control.moment().seconds));
