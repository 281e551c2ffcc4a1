/** By what rules seconds are counted, and in which part of the episode. */
import { Button, Select, Text } from '@mantine/core';
import { RotateCcw } from 'lucide-react';
import { formatClock } from '../../lib/format-time.ts';
import { parseTime } from './parse-time.ts';
import { RuleField } from './rule-field.tsx';
import { type Change, isRangeWrong } from './rules.ts';
import classes from './rules-bar.module.css';
import type { RulesView } from './screen-time-view.ts';
import { usePresets } from './use-presets.ts';

interface RulesBarProps {
  readonly view: RulesView;
  /** Of the video; null: not known yet. */
  readonly videoSeconds: number | null;
  readonly onChange: (change: Change) => void;
}

const NOTHING_SET = { preset: undefined, gap: undefined, sightings: undefined, from: undefined, to: undefined };
const WHOLE = /^\d+$/;

export function RulesBar({ view, videoSeconds, onChange }: RulesBarProps) {
  const presets = usePresets();
  const standard = presets.find(({ isDefault }) => isDefault);
  const chosen = presets.find(({ name }) => name === view.preset) ?? standard;
  const isChanged = Object.values(view).some((value) => value !== undefined);
  return (
    <div>
      <fieldset className={classes['bar']}>
        <legend className="visually-hidden">Rules of counting</legend>
        <Select
          label="Preset"
          size="xs"
          data={presets.map(({ name }) => ({ value: name, label: titleOf(name) }))}
          value={chosen?.name ?? null}
          placeholder="Standard"
          allowDeselect={false}
          disabled={presets.length === 0}
          onChange={(name) =>
            onChange({
              preset: name === null || name === standard?.name ? undefined : name,
              gap: undefined,
              sightings: undefined,
            })
          }
        />
        <RuleField
          label="Bridge gaps, s"
          value={view.gap ?? chosen?.gapToleranceSeconds ?? null}
          placeholder="0.5"
          show={String}
          read={(text) => inRange(text, 60)}
          step={0.1}
          onChange={(gap) => onChange({ gap: gap === chosen?.gapToleranceSeconds ? undefined : gap })}
        />
        <RuleField
          label="Sightings, least"
          value={view.sightings ?? chosen?.minimumSightings ?? null}
          placeholder="1"
          show={String}
          read={(text) => (WHOLE.test(text.trim()) && Number(text) >= 1 ? inRange(text, 1000) : null)}
          step={1}
          min={1}
          onChange={(sightings) =>
            onChange({ sightings: sightings === chosen?.minimumSightings ? undefined : sightings })
          }
        />
        <RuleField
          label="From"
          value={view.from ?? null}
          placeholder="0:00"
          show={showTime}
          read={parseTime}
          onChange={(from) => onChange({ from })}
        />
        <RuleField
          label="To"
          value={view.to ?? null}
          placeholder={videoSeconds === null ? 'end' : formatClock(videoSeconds)}
          show={showTime}
          read={parseTime}
          fault={isRangeWrong(view) ? 'Before From' : null}
          onChange={(to) => onChange({ to })}
        />
        <Button
          variant="subtle"
          size="xs"
          mt={22}
          leftSection={<RotateCcw size={14} aria-hidden />}
          // Keeps its place, so that nothing moves when it is needed.
          style={{ visibility: isChanged ? 'visible' : 'hidden' }}
          onClick={() => onChange(NOTHING_SET)}
        >
          Default
        </Button>
      </fieldset>
      <Text size="xs" c="dimmed" mt={6} maw={820} mih={18}>
        {chosen?.description}
      </Text>
    </div>
  );
}

const titleOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const showTime = (seconds: number): string => formatClock(seconds, Number.isInteger(seconds) ? 0 : 1);

function inRange(text: string, max: number): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && value >= 0 && value <= max ? value : null;
}
