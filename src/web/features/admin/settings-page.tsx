/** What the installation is made of, who may use it and with which keys. For admins. */
import { Button, Skeleton, Tabs } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ScrollText, ShieldAlert } from 'lucide-react';
import { type ComponentType, lazy, Suspense } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { useMe } from '../accounts/use-me.ts';
import { GeneralTab } from './general-tab.tsx';
import classes from './settings-page.module.css';
import { SETTINGS_TABS, type SettingsTab } from './settings-view.ts';

const TABS: Record<SettingsTab, { label: string; content: ComponentType }> = {
  general: { label: 'General', content: GeneralTab },
  models: { label: 'Models', content: lazy(() => import('./models-tab.tsx').then(as(({ ModelsTab }) => ModelsTab))) },
  thresholds: {
    label: 'Thresholds',
    content: lazy(() => import('./thresholds-tab.tsx').then(as(({ ThresholdsTab }) => ThresholdsTab))),
  },
  accounts: {
    label: 'Accounts',
    content: lazy(() => import('../accounts/accounts-tab.tsx').then(as(({ AccountsTab }) => AccountsTab))),
  },
  keys: {
    label: 'API keys',
    content: lazy(() => import('../accounts/keys-tab.tsx').then(as(({ KeysTab }) => KeysTab))),
  },
  retention: {
    label: 'Retention',
    content: lazy(() => import('./retention-tab.tsx').then(as(({ RetentionTab }) => RetentionTab))),
  },
  privacy: {
    label: 'Privacy',
    content: lazy(() => import('./privacy-tab.tsx').then(as(({ PrivacyTab }) => PrivacyTab))),
  },
};

function as<Module>(pick: (module: Module) => ComponentType) {
  return (module: Module) => ({ default: pick(module) });
}

export function SettingsPage() {
  const { tab = 'general' } = useSearch({ from: '/shell/settings' });
  const navigate = useNavigate();
  const { me, error, may } = useMe();
  if (error) {
    return (
      <Page title="Settings">
        <FailureNotice title="The server does not say who you are" error={error} />
      </Page>
    );
  }
  if (me !== null && !may('admin')) {
    return (
      <Page title="Settings">
        <EmptyState icon={<ShieldAlert size={40} />} title="For admins">
          You have the role {me.role}. Ask an admin of this server for what you need.
        </EmptyState>
      </Page>
    );
  }
  const { content: Content } = TABS[tab];
  return (
    <Page
      title="Settings"
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<ScrollText size={14} aria-hidden />}
          renderRoot={(props) => <Link to="/settings/audit" {...props} />}
        >
          Who did what
        </Button>
      }
    >
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ to: '/settings', search: { tab: next as SettingsTab }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md" className={classes['tabs'] ?? ''} aria-label="Parts of the settings">
          {SETTINGS_TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {TABS[name].label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab}>
          {me === null ? (
            <Skeleton height={300} />
          ) : (
            <Suspense fallback={<Skeleton height={300} />}>
              <Content />
            </Suspense>
          )}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
