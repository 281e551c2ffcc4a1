import { type Shortcut, useShortcuts } from '../../lib/shortcuts.tsx';
import type { PlayerControl } from '../player/player-control.ts';
import { type Choice, toggledMark } from './choice.ts';
import type { Parts } from './plan-edits.ts';
import { movedByFace, movedByTrack } from './track-parts.ts';

interface PartKeys {
  /** Whether keys are for the tracks just now. */
  readonly isOn: boolean;
  readonly canEdit: boolean;
  readonly control: PlayerControl;
  readonly choice: Choice;
  readonly setChoice: (choice: Choice) => void;
  readonly tracks: Parameters<typeof movedByTrack>[2];
  readonly parts: Parts;
  readonly split: () => void;
  readonly who: (initial?: string) => void;
  readonly nobody: () => void;
  readonly notAFace: () => void;
  readonly exclude: () => void;
  readonly play: () => void;
  readonly bounds: () => void;
  readonly onActive: (active: boolean) => void;
}

/** The keys of the tracks and faces of a stack. */
export function usePartKeys(keys: PartKeys): void {
  const { isOn, canEdit, control, choice, setChoice, tracks, parts, onActive } = keys;
  const byTrack = (by: 1 | -1, marks = false) => setChoice(movedByTrack(choice, { by, marks }, tracks));
  const byFace = (by: 1 | -1) => setChoice(movedByFace(choice, by, tracks));
  const hasParts = parts.tracks.length + parts.faces.length > 0;
  const looking: Shortcut[] = [
    { keys: 'j', label: 'Next track', run: () => byTrack(1) },
    { keys: 'k', label: 'Track before', run: () => byTrack(-1) },
    { keys: 'ArrowDown', label: 'Next track', run: () => byTrack(1) },
    { keys: 'ArrowUp', label: 'Track before', run: () => byTrack(-1) },
    { keys: 'ArrowRight', label: 'Next face', run: () => byFace(1) },
    { keys: 'ArrowLeft', label: 'Face before', run: () => byFace(-1) },
    { keys: 'Enter', label: 'Play the track, or pause', run: keys.play },
    { keys: 'p', label: 'Play the track, or pause', run: keys.play },
    { keys: ',', label: 'One frame back', run: () => control.step(-1) },
    { keys: '.', label: 'One frame on', run: () => control.step(1) },
    {
      keys: 'Escape',
      label: 'No marks; then back to the stacks',
      run: () => (choice.marked.size > 0 ? setChoice({ ...choice, marked: new Set() }) : onActive(false)),
    },
  ];
  const editing: Shortcut[] = [
    {
      keys: 'Space',
      label: 'Mark the track or face',
      run: () => choice.cursor !== null && setChoice(toggledMark(choice, choice.cursor)),
    },
    { keys: 'Shift+ArrowDown', label: 'Mark down to the next track', run: () => byTrack(1, true) },
    { keys: 'Shift+ArrowUp', label: 'Mark up to the track before', run: () => byTrack(-1, true) },
    { keys: 's', label: 'Split what is chosen off', run: () => hasParts && keys.split() },
    { keys: 'a', label: 'Say who is in what is chosen', run: () => hasParts && keys.who() },
    { keys: 'u', label: 'What is chosen belongs to nobody', run: () => hasParts && keys.nobody() },
    { keys: 'x', label: 'The tracks show no face', run: keys.notAFace },
    { keys: 'e', label: 'Recognise nobody by the faces', run: keys.exclude },
    { keys: 'b', label: 'Set when the track begins and ends', run: keys.bounds },
  ];
  useShortcuts('Tracks', isOn ? [...looking, ...(canEdit ? editing : [])] : []);
}
