/** How much work the analysis does: what each choice costs and brings, as it was measured. */
import { Group, Radio, Stack, Text } from '@mantine/core';
import classes from './profile-choice.module.css';
import type { Profile } from './upload-transport.ts';

interface Measured {
  readonly profile: Profile;
  readonly label: string;
  readonly use: string;
  /** Processor seconds for a minute of video at 640×360. */
  readonly cpuSeconds: number;
  /** Share of boxes that carry the right person. */
  readonly identity: number;
  /** Mean error of people's seconds. */
  readonly error: number;
}

/** docs/architecture.md has the same figures and how they were measured. */
const MEASURED: readonly Measured[] = [
  { profile: 'fast', label: 'Fast', use: 'For a first look', cpuSeconds: 18, identity: 0.9, error: 0.11 },
  { profile: 'balanced', label: 'Balanced', use: 'For most videos', cpuSeconds: 25, identity: 0.94, error: 0.07 },
  {
    profile: 'accurate',
    label: 'Accurate',
    use: 'For small faces in wide pictures and quick motion',
    cpuSeconds: 41,
    identity: 0.92,
    error: 0.09,
  },
];

interface ProfileChoiceProps {
  readonly value: Profile;
  readonly onChange: (profile: Profile) => void;
  readonly disabled: boolean;
}

export function ProfileChoice({ value, onChange, disabled }: ProfileChoiceProps) {
  return (
    <Radio.Group
      label="Profile"
      description="How many frames are searched, and for how small faces."
      value={value}
      onChange={(chosen) => onChange(MEASURED.find(({ profile }) => profile === chosen)?.profile ?? 'balanced')}
    >
      <Stack gap="xs" mt="xs">
        {MEASURED.map(({ profile, label, use, cpuSeconds, error, identity }) => (
          <Radio.Card key={profile} value={profile} disabled={disabled} className={classes['card'] ?? ''}>
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
                  <Figure value={`${cpuSeconds} s`} of="CPU per minute" />
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
