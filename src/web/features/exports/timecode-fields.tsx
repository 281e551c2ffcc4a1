/** What editing programs need to know beyond the seconds. */
import { SegmentedControl, Text, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { isTimecode } from './export-address.ts';
import classes from './exports.module.css';
import type { ExportsView } from './exports-view.ts';
import type { ExportsChange } from './use-exports-view.ts';

interface TimecodeFieldsProps {
  readonly view: ExportsView;
  readonly onChange: (change: ExportsChange) => void;
}

export function TimecodeFields({ view, onChange }: TimecodeFieldsProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const label = useId();
  const shown = draft ?? view.timecode ?? '';
  const isWrong = shown !== '' && !isTimecode(shown);
  return (
    <div className={classes['timecode']}>
      <TextInput
        label="Time code of the first frame"
        size="xs"
        w={190}
        className="numbers"
        value={shown}
        placeholder="as the file says"
        error={isWrong ? 'Write it like 01:00:00:00' : null}
        onChange={(event) => {
          const text = event.currentTarget.value.trim();
          setDraft(text);
          onChange({ timecode: isTimecode(text) ? text : undefined });
        }}
        onBlur={() => isWrong || setDraft(null)}
      />
      <div>
        <Text size="xs" fw={500} id={label} className={classes['label'] ?? ''}>
          Drop frame
        </Text>
        <SegmentedControl
          aria-labelledby={label}
          size="xs"
          value={view.drop ?? 'auto'}
          data={[
            { value: 'auto', label: 'Automatic' },
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
          ]}
          onChange={(drop) => onChange({ drop: drop === 'yes' || drop === 'no' ? drop : undefined })}
        />
      </div>
      <Text size="xs" c="dimmed" className={classes['hint'] ?? ''}>
        For EDL, OpenTimelineIO and FCPXML. The frame rate is the video's own; drop frame matters at 29.97 and 59.94
        frames a second.
      </Text>
    </div>
  );
}
