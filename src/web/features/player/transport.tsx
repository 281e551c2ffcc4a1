/** The buttons under the picture; every one of them has a key. */
import { ActionIcon, Menu, Slider, Tooltip } from '@mantine/core';
import {
  Maximize,
  Pause,
  Play,
  Repeat,
  SquareDashed,
  SquareUser,
  StepBack,
  StepForward,
  Volume2,
  VolumeX,
} from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { SPEEDS, speedLabel } from './playback-speed.ts';
import classes from './player.module.css';
import type { PlayerControl } from './player-control.ts';
import { TimeReadout } from './time-readout.tsx';
import { usePlayState } from './use-control.ts';

interface TransportProps {
  readonly control: PlayerControl;
  readonly isLooping: boolean;
  /** Null: there is no range to loop. */
  readonly onLoop: (() => void) | null;
  readonly areBoxesShown: boolean;
  readonly onBoxes: () => void;
  readonly onFullScreen: () => void;
}

export const Transport = memo(function Transport({
  control,
  isLooping,
  onLoop,
  areBoxesShown,
  onBoxes,
  onFullScreen,
}: TransportProps) {
  const { speed, isMuted, volume } = usePlayState(control);
  const isPlaying = speed !== 0;
  const shownSpeed = isPlaying ? speed : control.chosenSpeed;
  return (
    <div className={classes['transport']} role="toolbar" aria-label="Playback">
      <Key label="One frame back" keys="←" onClick={() => control.step(-1)}>
        <StepBack size={16} aria-hidden />
      </Key>
      <Key label={isPlaying ? 'Pause' : 'Play'} keys="Space" onClick={control.toggle} isMain>
        {isPlaying ? <Pause size={18} aria-hidden /> : <Play size={18} aria-hidden />}
      </Key>
      <Key label="One frame on" keys="→" onClick={() => control.step(1)}>
        <StepForward size={16} aria-hidden />
      </Key>
      <TimeReadout control={control} />
      <Key label="Loop the range" keys="\" onClick={onLoop} isOn={isLooping}>
        <Repeat size={16} aria-hidden />
      </Key>
      <Menu position="top" withinPortal={false}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" w={48} aria-label={`Speed: ${speedLabel(shownSpeed)}`}>
            <span className="numbers">{speedLabel(shownSpeed)}</span>
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {SPEEDS.map((each) => (
            <Menu.Item key={each} onClick={() => control.setSpeed(each)} fw={each === shownSpeed ? 600 : undefined}>
              {speedLabel(each)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Key label={areBoxesShown ? 'Hide boxes' : 'Show boxes'} keys="B" onClick={onBoxes} isOn={areBoxesShown}>
        {areBoxesShown ? <SquareUser size={16} aria-hidden /> : <SquareDashed size={16} aria-hidden />}
      </Key>
      <Key label={isMuted ? 'Sound on' : 'Sound off'} keys="M" onClick={() => control.setVolume(volume, !isMuted)}>
        {isMuted || volume === 0 ? <VolumeX size={16} aria-hidden /> : <Volume2 size={16} aria-hidden />}
      </Key>
      <Slider
        className={`${classes['volume']} ${classes['wideOnly']}`}
        size="xs"
        label={null}
        min={0}
        max={1}
        step={0.05}
        value={isMuted ? 0 : volume}
        onChange={(value) => control.setVolume(value, value === 0)}
        thumbLabel="Volume"
      />
      <Key label="Full screen" keys="F" onClick={onFullScreen}>
        <Maximize size={16} aria-hidden />
      </Key>
    </div>
  );
});

interface KeyProps {
  readonly label: string;
  readonly keys: string;
  /** Null: cannot be used now. */
  readonly onClick: (() => void) | null;
  /** Absent: it is not switched on and off. */
  readonly isOn?: boolean;
  readonly isMain?: boolean;
  readonly children: ReactNode;
}

function Key({ label, keys, onClick, isOn, isMain = false, children }: KeyProps) {
  return (
    <Tooltip label={`${label} (${keys})`} openDelay={500} withinPortal={false}>
      <ActionIcon
        variant={isMain ? 'filled' : isOn ? 'light' : 'subtle'}
        color={isMain || isOn ? 'indigo' : 'gray'}
        size={isMain ? 'lg' : 'md'}
        aria-label={label}
        aria-pressed={isOn}
        disabled={onClick === null}
        onClick={() => onClick?.()}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
