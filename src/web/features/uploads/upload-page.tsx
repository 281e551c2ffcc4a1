/** From files to episodes: chosen, named, sent, and analysed. */
import { Alert, Button, Group, Paper, Stack, Switch, Text, Title } from '@mantine/core';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import { formatBytes } from '../../lib/format-size.ts';
import { useShortcuts } from '../../lib/shortcuts.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ProfileChoice } from '../../ui/profile-choice.tsx';
import { useMe } from '../accounts/use-me.ts';
import type { CollectedFile } from './collect-files.ts';
import { episodeOf } from './draft.ts';
import { DraftRow } from './draft-row.tsx';
import { DropZone } from './drop-zone.tsx';
import { TransferRow } from './transfer-row.tsx';
import classes from './upload-page.module.css';
import { useUploads } from './uploads-provider.tsx';
import { useAnalysisWish } from './use-analysis-wish.ts';
import { useDrafts } from './use-drafts.ts';

export function UploadPage() {
  const { queue, items } = useUploads();
  const { me, may } = useMe();
  const { rows, shows, add, change, remove } = useDrafts();
  const { wish, setWish } = useAnalysisWish();
  const [others, setOthers] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState<unknown>(null);
  const ready = rows.filter(({ findings }) => findings.problem === null);
  const bytes = ready.reduce((sum, { draft }) => sum + draft.file.size, 0);
  const files = ready.length === 1 ? '1 file' : `${ready.length} files`;
  const startLabel = ready.length === 0 ? 'Upload' : `Upload ${files} · ${formatBytes(bytes)}`;
  const titles = shows.map(({ title }) => title);

  const take = (found: readonly CollectedFile[]) => {
    setFailure(null);
    setOthers(add(found));
  };
  const start = () => {
    for (const { draft } of ready) {
      const wanted = episodeOf(draft, shows);
      if (!wanted || !queue) continue;
      const { episodeId, ...episode } = wanted;
      const { file, handle, replaces: replace, sha256 } = draft;
      const analyse = wish.analyses ? wish.profile : null;
      queue.add({ file, handle, episode, episodeId, replace, analyse, sha256: sha256 || undefined });
      remove(draft.key);
    }
  };
  useShortcuts('Upload', [{ keys: 'Mod+Enter', label: 'Upload what is ready', run: start }]);

  if (me && !may('reviewer')) {
    return (
      <Page title="Upload">
        <Alert color="gray" title="Your account may look, but not upload">
          Whoever runs this server can make you a reviewer.
        </Alert>
      </Page>
    );
  }
  return (
    <Page title="Upload" subtitle="Uploads go on while you look at other pages, and are taken up after a reload.">
      <div className={classes['columns']}>
        <Stack gap="lg">
          <DropZone onFiles={take} onFailure={setFailure} isSmall={rows.length + items.length > 0} />
          {failure !== null && <FailureNotice title="The files could not be read" error={failure} />}
          {others.length > 0 && (
            <Alert
              color="gray"
              withCloseButton
              closeButtonLabel="Close"
              onClose={() => setOthers([])}
              title="Left out: no videos by their names"
            >
              {others.slice(0, 8).join(', ')}
              {others.length > 8 && ` and ${others.length - 8} more`}
            </Alert>
          )}
          {rows.length > 0 && (
            <section aria-labelledby="chosen">
              <Group justify="space-between" mb="xs">
                <Title order={2} id="chosen">
                  Chosen
                </Title>
                <Text size="xs" c="dimmed" className="numbers">
                  {rows.length === 1 ? '1 file' : `${rows.length} files`}
                  {ready.length < rows.length && `, ${ready.length} ready`}
                </Text>
              </Group>
              <ul className={classes['list']}>
                {rows.map(({ draft, findings }) => (
                  <DraftRow
                    key={draft.key}
                    draft={draft}
                    findings={findings}
                    shows={titles}
                    onChange={(changed) => change(draft.key, changed)}
                    onRemove={() => remove(draft.key)}
                  />
                ))}
              </ul>
              <Group mt="sm" justify="flex-end">
                <Button
                  leftSection={<Upload size={16} aria-hidden />}
                  disabled={ready.length === 0 || !queue}
                  onClick={start}
                >
                  {startLabel}
                </Button>
              </Group>
            </section>
          )}
          {items.length > 0 && (
            <section aria-labelledby="transfers">
              <Title order={2} id="transfers" mb="xs">
                Uploads
              </Title>
              <ul className={classes['list']}>
                {items.map((item) => (
                  <TransferRow key={item.key} item={item} />
                ))}
              </ul>
            </section>
          )}
        </Stack>
        <Paper
          component="aside"
          withBorder
          p="md"
          className={classes['side'] ?? ''}
          aria-label="What follows the upload"
        >
          <Switch
            label="Analyse when uploaded"
            checked={wish.analyses}
            onChange={(event) => setWish({ ...wish, analyses: event.currentTarget.checked })}
            mb="md"
          />
          <ProfileChoice
            value={wish.profile}
            onChange={(profile) => setWish({ ...wish, profile })}
            disabled={!wish.analyses}
          />
        </Paper>
      </div>
    </Page>
  );
}
