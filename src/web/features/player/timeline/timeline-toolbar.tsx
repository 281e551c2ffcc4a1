/** What can be done with the timeline; everything has a key, too. */
import { ActionIcon, Group, Text, Tooltip } from '@mantine/core';
import { Expand, LocateFixed, X, ZoomIn, ZoomOut } from 'lucide-react';
import { memo, type ReactNode, useSyncExternalStore } from 'react';
import { formatClock } from '../../../lib/format-time.ts';
import type { Interval } from '../spans.ts';
import classes from './timeline.module.css';
import type { TimelineView } from './timeline-view.ts';

interface TimelineToolbarProps {
  readonly view: TimelineView;
  readonly range: Interval | null;
  readonly onZoom: (factor: number) => void;
  readonly onClearRange: () => void;
}

export const TimelineToolbar = memo(function TimelineToolbar({
  view,
  range,
  onZoom,
  onClearRange,
}: TimelineToolbarProps) {
  const isFollowing = useSyncExternalStore(view.onChange, view.isFollowing);
  return (
    <div className={classes['toolbar']} role="toolbar" aria-label="Timeline">
      <Text fw={600} component="h2" size="sm" className={range ? (classes['wideOnly'] ?? '') : ''}>
        Timeline
      </Text>
      {range ? (
        <Group gap={6} wrap="nowrap" aria-live="polite">
          <Text size="xs" className="numbers" style={{ whiteSpace: 'nowrap' }}>
            {formatClock(range.start, 1)} – {formatClock(range.end, 1)} · {(range.end - range.start).toFixed(1)} s
          </Text>
          <Tool label="Clear the range" keys="Esc" onClick={onClearRange}>
            <X size={15} aria-hidden />
          </Tool>
        </Group>
      ) : (
        <Text size="xs" c="dimmed" className={classes['hint'] ?? ''}>
          Drag in the ruler for the numbers of a range
        </Text>
      )}
      <Group gap={2} ml="auto" wrap="nowrap">
        <Tool label="Follow playback" keys="Shift+F" onClick={() => view.setFollowing(!isFollowing)} isOn={isFollowing}>
          <LocateFixed size={15} aria-hidden />
        </Tool>
        <Tool label="Show more" keys="−" onClick={() => onZoom(0.5)}>
          <ZoomOut size={15} aria-hidden />
        </Tool>
        <Tool label="Show closer" keys="+" onClick={() => onZoom(2)}>
          <ZoomIn size={15} aria-hidden />
        </Tool>
        <Tool label="Show the whole episode" keys="0" onClick={view.showAll}>
          <Expand size={15} aria-hidden />
        </Tool>
      </Group>
    </div>
  );
});

interface ToolProps {
  readonly label: string;
  readonly keys: string;
  readonly onClick: () => void;
  readonly isOn?: boolean;
  readonly children: ReactNode;
}

function Tool({ label, keys, onClick, isOn, children }: ToolProps) {
  return (
    <Tooltip label={`${label} (${keys})`} openDelay={500}>
      <ActionIcon
        variant={isOn ? 'light' : 'subtle'}
        color={isOn ? 'indigo' : 'gray'}
        size="sm"
        aria-label={label}
        aria-pressed={isOn}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
