/** The web client. */
import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './ui/global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { reloadWhenReplaced } from './lib/reload-when-replaced.ts';
import { ShortcutProvider } from './lib/shortcuts.tsx';
import { createAppRouter } from './routes.tsx';
import { createApiClient, createQueryClient, TRPCProvider } from './trpc.ts';
import { colourSchemeManager, cssVariables, theme } from './ui/theme.ts';

// Nothing is told before a page has done something.
const Notifications = lazy(() =>
  import('@mantine/notifications').then((module) => ({ default: module.Notifications })),
);
const router = createAppRouter();
const queryClient = createQueryClient({ onSignedOut: () => void goToSignIn() });
const trpcClient = createApiClient();
reloadWhenReplaced();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          colorSchemeManager={colourSchemeManager}
          defaultColorScheme="auto"
        >
          <Suspense>
            <Notifications position="bottom-right" />
          </Suspense>
          <ShortcutProvider>
            <RouterProvider router={router} />
          </ShortcutProvider>
        </MantineProvider>
      </TRPCProvider>
    </QueryClientProvider>
  </StrictMode>,
);

async function goToSignIn(): Promise<void> {
  const { pathname, href } = router.state.location;
  if (pathname !== '/sign-in') await router.navigate({ to: '/sign-in', search: { next: href } });
}
