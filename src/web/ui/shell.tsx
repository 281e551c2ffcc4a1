/** What stands around every page: the way to the others, the connection, the keyboard. */
import { AppShell, Box, Group, Kbd, NavLink, Stack, Text, UnstyledButton } from '@mantine/core';
import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useMe } from '../features/accounts/use-me.ts';
import { UploadIndicator } from '../features/uploads/upload-indicator.tsx';
import { UploadsProvider } from '../features/uploads/uploads-provider.tsx';
import { LiveEventsProvider } from '../lib/live-events.tsx';
import { useShortcuts } from '../lib/shortcuts.tsx';
import { ConnectionBadge } from './connection-badge.tsx';
import { Logo } from './logo.tsx';
import { PAGES } from './pages.ts';
import classes from './shell.module.css';
import { useColourScheme } from './use-colour-scheme.ts';

// None of them is needed for the first look at a page.
const AccountMenu = lazy(() => import('./account-menu.tsx').then(({ AccountMenu: Menu }) => ({ default: Menu })));
const CommandPalette = lazy(() =>
  import('./command-palette.tsx').then(({ CommandPalette: Palette }) => ({ default: Palette })),
);
const ShortcutSheet = lazy(() =>
  import('./shortcut-sheet.tsx').then(({ ShortcutSheet: Sheet }) => ({ default: Sheet })),
);

export function Shell() {
  const navigate = useNavigate();
  const { may } = useMe();
  const { toggle } = useColourScheme();
  const [sheet, setSheet] = useState(false);
  const [palette, setPalette] = useState<'unused' | 'open' | 'closed'>('unused');
  const { id: episode } = useParams({ strict: false });
  const pages = PAGES.filter(({ role }) => may(role));
  const openPalette = () => setPalette('open');
  useShortcuts('Everywhere', [
    { keys: 'Mod+K', label: 'Go to an episode or a page', run: openPalette },
    { keys: '?', label: 'Keyboard shortcuts', run: () => setSheet((shown) => !shown) },
    { keys: 'g t', label: 'Light or dark', run: toggle },
    ...pages.map(({ to, label, key }) => ({ keys: `g ${key}`, label, run: () => void navigate({ to }) })),
  ]);
  return (
    <LiveEventsProvider>
      <UploadsProvider>
        <AppShell
          transitionDuration={0}
          navbar={{ width: 208, breakpoint: 'md', collapsed: { mobile: true } }}
          footer={{ height: { base: 56, md: 0 } }}
        >
          <a href="#content" className="skip-link">
            Skip to the content
          </a>
          <AppShell.Navbar p="sm" className={classes['bar'] ?? ''}>
            <Stack h="100%" gap="xs">
              <Link to="/episodes" className={classes['home']} aria-label="Screenalytics: all episodes">
                <Logo />
              </Link>
              <UnstyledButton className={classes['search'] ?? ''} onClick={openPalette}>
                <Search size={15} aria-hidden />
                <Text size="sm">Search</Text>
                <Kbd size="xs" ml="auto">
                  Ctrl K
                </Kbd>
              </UnstyledButton>
              <Box component="nav" aria-label="Pages" mt="xs">
                {pages.map(({ to, label, icon: Icon }) => (
                  <NavLink
                    key={to}
                    component={Link}
                    to={to}
                    label={label}
                    leftSection={<Icon size={17} aria-hidden />}
                    className={classes['link'] ?? ''}
                  />
                ))}
              </Box>
              <Box mt="auto">
                <UploadIndicator />
              </Box>
              <Group justify="space-between" wrap="nowrap">
                <ConnectionBadge />
                <Suspense fallback={<span className={classes['menuPlace']} />}>
                  <AccountMenu onShortcuts={() => setSheet(true)} />
                </Suspense>
              </Group>
            </Stack>
          </AppShell.Navbar>
          <AppShell.Footer hiddenFrom="md" className={classes['tabs'] ?? ''}>
            <div className={classes['uploads']}>
              <UploadIndicator />
            </div>
            <nav aria-label="All pages" className={classes['tabList']}>
              {pages.map(({ to, label, icon: Icon }) => (
                <Link key={to} to={to} className={classes['tab']}>
                  <Icon size={20} aria-hidden />
                  <span>{label}</span>
                </Link>
              ))}
            </nav>
          </AppShell.Footer>
          <AppShell.Main id="content" tabIndex={-1} className={classes['main'] ?? ''}>
            <Outlet />
          </AppShell.Main>
          <Suspense>
            {palette !== 'unused' && (
              <CommandPalette
                pages={pages}
                commands={[
                  ...(episode === undefined
                    ? []
                    : [
                        {
                          id: 'review',
                          label: 'Review who is who in this episode',
                          rightSection: 'G R',
                          onClick: () => void navigate({ to: '/episodes/$id/review', params: { id: episode } }),
                        },
                      ]),
                  { id: 'scheme', label: 'Light or dark', onClick: toggle },
                  { id: 'shortcuts', label: 'Keyboard shortcuts', onClick: () => setSheet(true) },
                ]}
                opened={palette === 'open'}
                onClose={() => setPalette('closed')}
              />
            )}
            {sheet && <ShortcutSheet opened onClose={() => setSheet(false)} />}
          </Suspense>
        </AppShell>
      </UploadsProvider>
    </LiveEventsProvider>
  );
}
