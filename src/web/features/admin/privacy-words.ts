/** What is removed, kept and done, in words. */
import type { AuditEntry } from '../../../server/contract/audit.ts';
import type { RemovedKind } from '../../../server/contract/privacy.ts';
import type { RetentionKind } from '../../../server/contract/retention.ts';

export const REMOVED_WORDS: Record<RemovedKind, string> = {
  person: 'Name, other names, roles',
  photos: 'Photographs, and faces cut out of them',
  'photo-embeddings': 'Embeddings of photographs',
  'face-pictures': 'Pictures of the face, out of videos',
  'face-embeddings': 'Embeddings of the face',
  centroids: 'Mean embeddings of identities',
  exports: 'Exports of these episodes',
  edits: 'Edits that say who it is',
  'screen-time': 'Rows of seconds that lose the name',
  'result-files': 'Files of results that lose the name',
  'log-lines': 'Lines of logs, warnings',
  jobs: 'Jobs of the queue',
  events: 'Events',
  'work-folders': 'Folders of analyses',
  'unfinished-results': 'Files of runs that did not end',
  videos: 'Videos and renditions',
};

export const RETENTION_WORDS: Record<RetentionKind, { label: string; meaning: string; unit: string }> = {
  exports: { label: 'Exports', meaning: 'Files that were made to be taken away.', unit: 'exports' },
  'run-logs': { label: 'Logs of runs', meaning: 'Lines about what happened to a run that has ended.', unit: 'lines' },
  jobs: {
    label: 'Ended jobs',
    meaning: 'What the queue remembers of jobs; it forgets them by itself after 7 days.',
    unit: 'jobs',
  },
  'work-folders': {
    label: 'Folders of analyses',
    meaning: 'What an analysis keeps so that the next one of the same video is faster. On this host.',
    unit: 'folders',
  },
  'inactive-evidence': {
    label: 'Pictures of runs that are not shown',
    meaning:
      'Faces cut out and embeddings. Seconds stay; corrections made there are then found again by time and place.',
    unit: 'files',
  },
  'replaced-originals': {
    label: 'Uploaded originals',
    meaning:
      'Videos that browsers could not play, once there is a rendition. Later analyses are made of the rendition.',
    unit: 'videos',
  },
  'audit-log': { label: 'Audit log', meaning: 'Who did what. What goes is noted with its number.', unit: 'lines' },
};

const ACTIONS: Record<string, string> = {
  'account.create': 'Account made',
  'account.set-role': 'Role changed',
  'account.disable': 'Account disabled',
  'account.enable': 'Account enabled',
  'account.reset-password': 'Password reset',
  'account.change-password': 'Password changed',
  'account.delete': 'Account deleted',
  'account.sign-in': 'Signed in',
  'api-key.create': 'API key made',
  'api-key.revoke': 'API key revoked',
  'run.begin': 'Run begun',
  'run.cancel': 'Run cancelled',
  'run.retry': 'Run tried again',
  'run.activate': 'Run shown',
  'run.delete': 'Run deleted',
  'episode.delete': 'Episode deleted',
  'export.make': 'Export asked for',
  'export.download': 'Export downloaded',
  'export.delete': 'Export deleted',
  'privacy.forget': 'Person to be forgotten',
  'privacy.forgotten': 'Person forgotten',
  'retention.change': 'Retention changed',
  'retention.apply': 'Old things removed',
};

/** `run.begin` as `Run begun`, `edit.assign-tracks` as `Edit: assign tracks`. */
export function actionLabel(action: string): string {
  const known = ACTIONS[action];
  if (known !== undefined) return known;
  const [area = '', ...rest] = action.split('.');
  return `${area.slice(0, 1).toUpperCase()}${area.slice(1)}: ${rest.join('.').replaceAll('-', ' ')}`;
}

/** By name; what acts by itself, and accounts that are gone, by their id. */
export const actorName = ({ id, name }: AuditEntry['actor']): string =>
  name ?? (id === 'local' ? 'This machine’s user' : id);

/** `{from: 'viewer', to: null}` as `from viewer, to nothing`. */
export const detailText = (detail: Readonly<Record<string, unknown>>): string =>
  Object.entries(detail)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${spaced(name)} ${value === null ? 'nothing' : shown(value)}`)
    .join(', ');

const spaced = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function shown(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
