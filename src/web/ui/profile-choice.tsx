/** How much work the analysis does: what each choice costs and brings, as it was measured. */
import { Group, Radio, Stack, Text } from '@mantine/core';
import { PROFILES, type ProfileName, profileOf } from '../lib/profiles.ts';
import classes from './profile-choice.module.css';

interface ProfileChoiceProps {
  readonly value: ProfileName;
  readonly onChange: (profile: ProfileName) => void;
  readonly disabled?: boolean;
}

export function ProfileChoice({ value, onChange, disabled = false }: ProfileChoiceProps) {
  return (
    <Radio.Group
      label="Profile"
      description="How many frames are searched, and for how small faces."
      value={value}
      onChange={(chosen) => onChange(profileOf(chosen))}
    >
      <Stack gap="xs" mt="xs">
        {PROFILES.map(({ name, label, use, cpuSeconds, error, identity }) => (
          <Radio.Card key={name} value={name} disabled={disabled} className={classes['card'] ?? ''}>
            <Group wrap="nowrap" align="flex-start" gap="sm">
              <Radio.Indicator size="xs" mt={3} disabled={disabled} />
              <div>
                <Text size="sm" fw={500}>
                  {label}
                </Text>
                <Text size="xs" c="dimmed">
                  {use}.
                </Text>
                <div className={classes['figures']}>
                  <Figure value={`${cpuSeconds} s`} of="CPU/min" />
                  <Figure value={`± ${Math.round(error * 100)} %`} of="seconds" />
                  <Figure value={`${Math.round(identity * 100)} %`} of="right person" />
                </div>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </Stack>
      <Text size="xs" c="dimmed" mt="sm">
        Processor time per minute of video, shared by the cores that are free; mean error of a person’s seconds; faces
        with the right person. Measured at 640×360, the last two on five reviewed clips of up to 81 s: too few to tell
        Balanced and Accurate apart.
      </Text>
    </Radio.Group>
  );
}

function Figure({ value, of }: { readonly value: string; readonly of: string }) {
  return (
    <span>
      <Text span size="sm" className="numbers" display="block">
        {value}
      </Text>
      <Text span size="xs" c="dimmed">
        {of}
      </Text>
    </span>
  );
}
