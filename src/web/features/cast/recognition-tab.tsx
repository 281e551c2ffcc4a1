/** How well a show's people can be told apart, and from which likeness on they get a name. */
import { Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ScanFace } from 'lucide-react';
import { useTrpc } from '../../trpc.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import type { CastTabProps } from './cast-tab-props.ts';
import { ModelPanel } from './model-panel.tsx';

export function RecognitionTab({ showId }: CastTabProps) {
  const trpc = useTrpc();
  const { data, error, refetch } = useQuery(trpc.cast.recognition.queryOptions({ showId }));
  if (error) {
    return <FailureNotice title="The comparisons could not be made" error={error} onRetry={() => void refetch()} />;
  }
  if (!data) return <Skeleton height={420} />;
  if (data.models.length === 0) {
    return (
      <EmptyState icon={<ScanFace size={40} strokeWidth={1.5} />} title="No face has been read yet">
        Add photographs to people, or analyse an episode: then it can be seen here how alike one person’s faces are, and
        how alike those of two.
      </EmptyState>
    );
  }
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw={820}>
        A face gets a name when it is at least as alike as the accept line, and a suggestion from the ask line on.
        Likeness is a cosine: 1 is the same picture. The proposed accept line is the one that at most one in a thousand
        comparisons of two people of this show reaches, at the upper end of its 95 % interval; the ask line, one in a
        hundred.
      </Text>
      {data.models.map((model) => (
        <ModelPanel key={model.modelId} showId={showId} model={model} recognition={data} />
      ))}
    </Stack>
  );
}
