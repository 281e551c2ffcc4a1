/** One model's distributions and lines, and the decision which lines to use. */
import { Alert, Button, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { ComparisonKind, ModelRecognition, Recognition } from '../../../server/contract/recognition.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Nothing } from '../../ui/nothing.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useMe } from '../accounts/use-me.ts';
import {
  differs,
  falseAcceptText,
  KIND_LABELS,
  KIND_MEANING,
  tooFewText,
  trueAcceptText,
} from './recognition-words.ts';
import { ScoreHistogram } from './score-histogram.tsx';
import { useLines } from './use-lines.ts';

interface ModelPanelProps {
  readonly showId: string;
  readonly model: ModelRecognition;
  readonly recognition: Pick<Recognition, 'binWidth' | 'defaults'>;
}

/** What is most like naming comes first. */
const KINDS: readonly ComparisonKind[] = ['naming', 'faces', 'photos'];

export function ModelPanel({ showId, model, recognition: { binWidth, defaults } }: ModelPanelProps) {
  const { may } = useMe();
  const { adopt, reset, compareAgain } = useLines(showId, model.modelId);
  const { present, proposed, comparisons } = model;
  const firstFilled = KINDS.find((kind) =>
    comparisons.find((each) => each.kind === kind)?.different.some((n) => n > 0),
  );
  const [kind, setKind] = useState<ComparisonKind>(firstFilled ?? 'naming');
  const shown = comparisons.find((each) => each.kind === kind);
  const isNew = proposed !== null && differs(proposed, present);
  const tooFew = shown ? tooFewText(shown) : null;
  const lines = [
    { label: 'accept', at: present.acceptLikeness, kind: 'present' as const },
    { label: 'ask', at: present.askLikeness, kind: 'present' as const },
    ...(isNew ? [{ label: 'accept', at: proposed.acceptLikeness, kind: 'proposed' as const }] : []),
  ];
  return (
    <Panel
      title={`${model.pack}: ${model.file}`}
      aside={
        <Text size="xs" c="dimmed" className="numbers">
          Photographs: {model.photos} · tracks of known people: {model.tracks}, of which by somebody’s word:{' '}
          {model.decidedTracks}
          {model.isSample && ' · a sample of more'}
        </Text>
      }
    >
      <Stack>
        <div style={{ overflowX: 'auto' }}>
          <SegmentedControl
            aria-label="What is compared"
            value={kind}
            onChange={(value) => setKind(value as ComparisonKind)}
            data={KINDS.map((value) => ({ value, label: KIND_LABELS[value] }))}
          />
        </div>
        <Text size="sm" c="dimmed" maw={820}>
          {KIND_MEANING[kind]}
        </Text>
        {shown && (
          <ScoreHistogram
            same={shown.same}
            different={shown.different}
            binWidth={binWidth}
            lines={lines}
            title={KIND_LABELS[kind]}
          />
        )}
        {tooFew !== null && (
          <Alert color="gray" title="Too few">
            {tooFew} Add photographs from several sides, or say in more episodes who people are.
          </Alert>
        )}
        <Lines model={model} defaults={defaults} />
        {(adopt.error ?? reset.error) && (
          <FailureNotice title="The lines were not changed" error={adopt.error ?? reset.error} />
        )}
        {may('reviewer') && (
          <Group gap="xs">
            {isNew && (
              <Button
                loading={adopt.isPending}
                onClick={() =>
                  adopt.mutate({ acceptLikeness: proposed.acceptLikeness, askLikeness: proposed.askLikeness })
                }
              >
                Use the proposed lines for this show
              </Button>
            )}
            {present.adoptedBy !== null && (
              <Button variant="default" loading={reset.isPending} onClick={() => reset.mutate()}>
                Back to the program’s own
              </Button>
            )}
            <Button variant="subtle" loading={compareAgain.isPending} onClick={() => compareAgain.mutate()}>
              Compare all episodes with the cast again
            </Button>
          </Group>
        )}
        <Text size="xs" c="dimmed">
          New analyses use the lines of that moment. Comparing again changes suggestions alone: names that were given
          stay, and so does what people decided.
        </Text>
      </Stack>
    </Panel>
  );
}

function Lines({
  model: { present, proposed },
  defaults,
}: {
  readonly model: ModelRecognition;
  readonly defaults: Recognition['defaults'];
}) {
  return (
    <Table.ScrollContainer minWidth={560} type="native" scrollAreaProps={{ tabIndex: 0 }}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Lines</Table.Th>
            <Table.Th ta="right">Accept</Table.Th>
            <Table.Th ta="right">Ask</Table.Th>
            <Table.Th>Wrong names: reach the accept line</Table.Th>
            <Table.Th>Right names: reach it</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="numbers">
          <Table.Tr>
            <Table.Th scope="row">
              {present.adoptedBy === null ? 'Now: the program’s own' : 'Now: of this show'}
              {present.adoptedAt !== null && (
                <Text size="xs" c="dimmed" fw={400}>
                  since <Moment at={present.adoptedAt} />
                </Text>
              )}
            </Table.Th>
            <Table.Td ta="right">{present.acceptLikeness.toFixed(2)}</Table.Td>
            <Table.Td ta="right">{present.askLikeness.toFixed(2)}</Table.Td>
            <Table.Td>{falseAcceptText(present.effect)}</Table.Td>
            <Table.Td>{trueAcceptText(present.effect)}</Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Th scope="row">Proposed</Table.Th>
            {proposed === null ? (
              <Table.Td colSpan={4} c="dimmed">
                <Nothing why="nothing" /> too few comparisons to propose anything
              </Table.Td>
            ) : (
              <>
                <Table.Td ta="right">{proposed.acceptLikeness.toFixed(2)}</Table.Td>
                <Table.Td ta="right">{proposed.askLikeness.toFixed(2)}</Table.Td>
                <Table.Td>{falseAcceptText(proposed.effect)}</Table.Td>
                <Table.Td>{trueAcceptText(proposed.effect)}</Table.Td>
              </>
            )}
          </Table.Tr>
          {present.adoptedBy !== null && (
            <Table.Tr>
              <Table.Th scope="row">The program’s own</Table.Th>
              <Table.Td ta="right">{defaults.acceptLikeness.toFixed(2)}</Table.Td>
              <Table.Td ta="right">{defaults.askLikeness.toFixed(2)}</Table.Td>
              <Table.Td colSpan={2} />
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
      {proposed !== null && proposed.by === null && (
        <Text size="xs" c="dimmed" mt={4}>
          The data alone would allow lower lines. Nothing below the program’s own is proposed before tracks of at least
          twelve people have been compared with photographs often enough: few people say little about how alike two can
          be.
        </Text>
      )}
    </Table.ScrollContainer>
  );
}
