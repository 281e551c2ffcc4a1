/** Every address of the web client. What stands after the `?` is the state of the view, so that any view can be shared. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { SignInPage } from './features/accounts/sign-in-page.tsx';
import { readAuditView } from './features/admin/audit-view.ts';
import { readJobsView } from './features/admin/jobs-view.ts';
import { readSettingsView } from './features/admin/settings-view.ts';
import { readCastView } from './features/cast/cast-view.ts';
import { readEpisodesView } from './features/episodes/episodes-view.ts';
import { readExportsView } from './features/exports/exports-view.ts';
import { readPlayerView } from './features/player/player-view.ts';
import { readQuestionsView } from './features/review/questions/questions-view.ts';
import { readReviewView } from './features/review/review-view.ts';
import { readCompareView } from './features/runs/compare-view.ts';
import { readScreenTimeView } from './features/screen-time/screen-time-view.ts';
import { readSearchView } from './features/search/search-view.ts';
import { textOf } from './lib/search-values.ts';
import { PageSkeleton } from './ui/page-skeleton.tsx';
import { NotFound, RouteFailure } from './ui/route-failure.tsx';
import { Shell } from './ui/shell.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ next }): { next?: string } => {
    const page = textOf(next);
    // Only pages of this site: never an address that somebody else has put there.
    return page !== undefined && /^\/(?![/\\])/.test(page) ? { next: page } : {};
  },
  component: () => <SignInPage next={signIn.useSearch().next} />,
});

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/episodes' });
  },
});

const episodes = createRoute({
  getParentRoute: () => shell,
  path: '/episodes',
  validateSearch: readEpisodesView,
  component: lazyRouteComponent(() => import('./features/episodes/episodes-page.tsx'), 'EpisodesPage'),
});

const upload = createRoute({
  getParentRoute: () => shell,
  path: '/upload',
  component: lazyRouteComponent(() => import('./features/uploads/upload-page.tsx'), 'UploadPage'),
});

/** Its pages show the run that `run` names, else the one that is active. */
const episode = createRoute({
  getParentRoute: () => shell,
  path: '/episodes/$id',
  validateSearch: ({ run }): { run?: string } => {
    const id = textOf(run);
    return id === undefined ? {} : { run: id };
  },
  component: lazyRouteComponent(() => import('./features/episodes/episode-layout.tsx'), 'EpisodeLayout'),
});

const player = createRoute({
  getParentRoute: () => episode,
  path: '/',
  validateSearch: readPlayerView,
  component: lazyRouteComponent(() => import('./features/player/player-page.tsx'), 'PlayerPage'),
});

const screenTime = createRoute({
  getParentRoute: () => episode,
  path: '/screen-time',
  validateSearch: readScreenTimeView,
  component: lazyRouteComponent(() => import('./features/screen-time/screen-time-page.tsx'), 'ScreenTimePage'),
});

const review = createRoute({
  getParentRoute: () => episode,
  path: '/review',
  validateSearch: readReviewView,
  component: lazyRouteComponent(() => import('./features/review/review-page.tsx'), 'ReviewPage'),
});

const questions = createRoute({
  getParentRoute: () => episode,
  path: '/review/questions',
  validateSearch: readQuestionsView,
  component: lazyRouteComponent(() => import('./features/review/questions/questions-page.tsx'), 'QuestionsPage'),
});

const exports = createRoute({
  getParentRoute: () => episode,
  path: '/exports',
  validateSearch: readExportsView,
  component: lazyRouteComponent(() => import('./features/exports/exports-page.tsx'), 'ExportsPage'),
});

const runs = createRoute({
  getParentRoute: () => episode,
  path: '/runs',
  validateSearch: readCompareView,
  component: lazyRouteComponent(() => import('./features/runs/runs-page.tsx'), 'RunsPage'),
});

const run = createRoute({
  getParentRoute: () => episode,
  path: '/runs/$runId',
  component: lazyRouteComponent(() => import('./features/runs/run-page.tsx'), 'RunPage'),
});

const compare = createRoute({
  getParentRoute: () => episode,
  path: '/compare',
  validateSearch: readCompareView,
  component: lazyRouteComponent(() => import('./features/runs/compare-page.tsx'), 'ComparePage'),
});

const cast = createRoute({
  getParentRoute: () => shell,
  path: '/cast',
  validateSearch: readCastView,
  component: lazyRouteComponent(() => import('./features/cast/cast-page.tsx'), 'CastPage'),
});

const person = createRoute({
  getParentRoute: () => shell,
  path: '/cast/$personId',
  component: lazyRouteComponent(() => import('./features/cast/person-page.tsx'), 'PersonPage'),
});

const search = createRoute({
  getParentRoute: () => shell,
  path: '/search',
  validateSearch: readSearchView,
  component: lazyRouteComponent(() => import('./features/search/search-page.tsx'), 'SearchPage'),
});

const jobs = createRoute({
  getParentRoute: () => shell,
  path: '/jobs',
  validateSearch: readJobsView,
  component: lazyRouteComponent(() => import('./features/admin/jobs-page.tsx'), 'JobsPage'),
});

const health = createRoute({
  getParentRoute: () => shell,
  path: '/health',
  component: lazyRouteComponent(() => import('./features/admin/health-page.tsx'), 'HealthPage'),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  validateSearch: readSettingsView,
  component: lazyRouteComponent(() => import('./features/admin/settings-page.tsx'), 'SettingsPage'),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/settings/audit',
  validateSearch: readAuditView,
  component: lazyRouteComponent(() => import('./features/admin/audit-page.tsx'), 'AuditPage'),
});

const routeTree = root.addChildren([
  signIn,
  shell.addChildren([
    home,
    episodes,
    upload,
    episode.addChildren([player, review, questions, screenTime, exports, runs, run, compare]),
    cast,
    person,
    search,
    jobs,
    health,
    settings,
    audit,
  ]),
]);

export function createAppRouter() {
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: RouteFailure,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
