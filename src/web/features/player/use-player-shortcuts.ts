import { type Shortcut, useShortcuts } from '../../lib/shortcuts.tsx';
import { nextSpeed, shuttled } from './playback-speed.ts';
import type { PlayerControl } from './player-control.ts';

interface PlayerActions {
  readonly control: PlayerControl;
  readonly onRangeEnd: (end: 'from' | 'to') => void;
  readonly onClearRange: () => void;
  readonly onLoop: () => void;
  readonly onBoxes: () => void;
  readonly onFullScreen: () => void;
  /** To where somebody appears next, or did before. */
  readonly onSpan: (direction: 1 | -1) => void;
  readonly onZoom: (factor: number) => void;
  readonly onZoomOut: () => void;
  readonly onFollow: () => void;
}

const LONG_SECONDS = 10;

/** The keys of the player and its timeline. */
export function usePlayerShortcuts(actions: PlayerActions): void {
  const { control } = actions;
  const { volume, isMuted } = control.state();
  const shuttle = (direction: 1 | -1) => control.play(shuttled(control.state().speed, direction));
  const stepping: Shortcut[] = [
    { keys: 'ArrowLeft', label: 'One frame back', run: () => control.step(-1) },
    { keys: 'ArrowRight', label: 'One frame on', run: () => control.step(1) },
    { keys: ',', label: 'One frame back', run: () => control.step(-1) },
    { keys: '.', label: 'One frame on', run: () => control.step(1) },
    { keys: 'Shift+ArrowLeft', label: 'One second back', run: () => control.skip(-1) },
    { keys: 'Shift+ArrowRight', label: 'One second on', run: () => control.skip(1) },
    { keys: 'Mod+ArrowLeft', label: 'Ten seconds back', run: () => control.skip(-LONG_SECONDS) },
    { keys: 'Mod+ArrowRight', label: 'Ten seconds on', run: () => control.skip(LONG_SECONDS) },
    { keys: 'Home', label: 'To the beginning', run: () => control.seekToFrame(0) },
    { keys: 'End', label: 'To the end', run: () => control.seekToFrame(control.frames.starts.length - 1) },
  ];
  useShortcuts('Player', [
    { keys: 'Space', label: 'Play or pause', run: control.toggle },
    { keys: 'k', label: 'Pause', run: control.pause },
    { keys: 'l', label: 'Play, faster each time', run: () => shuttle(1) },
    { keys: 'j', label: 'Play backwards, faster each time', run: () => shuttle(-1) },
    { keys: '<', label: 'Slower', run: () => control.setSpeed(nextSpeed(control.chosenSpeed, -1)) },
    { keys: '>', label: 'Faster', run: () => control.setSpeed(nextSpeed(control.chosenSpeed, 1)) },
    { keys: 'm', label: 'Sound on or off', run: () => control.setVolume(volume, !isMuted) },
    { keys: 'f', label: 'Full screen', run: actions.onFullScreen },
    { keys: 'b', label: 'Boxes on or off', run: actions.onBoxes },
    ...stepping,
  ]);
  useShortcuts('Timeline', [
    { keys: ']', label: 'Next span of the chosen person, or of anybody', run: () => actions.onSpan(1) },
    { keys: '[', label: 'Span before', run: () => actions.onSpan(-1) },
    { keys: 'i', label: 'A range begins here', run: () => actions.onRangeEnd('from') },
    { keys: 'o', label: 'The range ends here', run: () => actions.onRangeEnd('to') },
    { keys: '\\', label: 'Loop the range', run: actions.onLoop },
    { keys: 'Escape', label: 'Clear the range', run: actions.onClearRange },
    { keys: '+', label: 'Closer', run: () => actions.onZoom(2) },
    { keys: '=', label: 'Closer', run: () => actions.onZoom(2) },
    { keys: '-', label: 'Further away', run: () => actions.onZoom(0.5) },
    { keys: '0', label: 'Whole episode', run: actions.onZoomOut },
    { keys: 'Shift+F', label: 'Follow playback or not', run: actions.onFollow },
  ]);
}
