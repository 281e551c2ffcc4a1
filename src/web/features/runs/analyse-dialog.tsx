/** Asks how to analyse an episode, and begins. */
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { profileOf } from '../../lib/profiles.ts';
import { useTrpc } from '../../trpc.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ProfileChoice } from '../../ui/profile-choice.tsx';
import { PACKS } from './model-packs.ts';

interface AnalyseDialogProps {
  readonly episodeId: string;
  /** What to begin with: the settings of an earlier run. */
  readonly profile?: string | undefined;
  readonly pack?: string | undefined;
  readonly onClose: () => void;
}

export function AnalyseDialog({ episodeId, profile: earlier, pack: earlierPack, onClose }: AnalyseDialogProps) {
  const [profile, setProfile] = useState(profileOf(earlier));
  const [pack, setPack] = useState(PACKS.find(({ value }) => value === earlierPack)?.value ?? 'bundled');
  const trpc = useTrpc();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const begin = useMutation(
    trpc.analysis.begin.mutationOptions({
      onSuccess: async ({ run }) => {
        void cache.invalidateQueries({ queryKey: trpc.runs.pathKey() });
        void cache.invalidateQueries({ queryKey: trpc.episodes.pathKey() });
        onClose();
        await navigate({ to: '/episodes/$id/runs/$runId', params: { id: episodeId, runId: run } });
      },
    }),
  );
  return (
    <Modal opened onClose={onClose} title="Analyse the episode" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          begin.mutate({ id: episodeId, profile, models: pack });
        }}
      >
        <Stack gap="md">
          <ProfileChoice value={profile} onChange={setProfile} />
          <Select
            label="Models"
            data={PACKS}
            value={pack}
            onChange={(value) => value !== null && setPack(value)}
            allowDeselect={false}
          />
          <Text size="sm" c="dimmed">
            The result of earlier runs stays: you can compare with it, and go back. Steps whose settings are the same
            are not done again.
          </Text>
          {begin.error && <FailureNotice title="The analysis was not begun" error={begin.error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            <Button type="submit" loading={begin.isPending}>
              Analyse
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
