/** A certificate to read and to print: one page of HTML that needs nothing else. */
import type { Certificate, RemovedKind } from '../../contract/privacy.ts';

const KINDS: Readonly<Record<RemovedKind, string>> = {
  person: 'Name, other names and roles',
  photos: 'Photographs, and faces cut out of them',
  'photo-embeddings': 'Embeddings of photographs',
  'face-pictures': 'Pictures of the face out of videos',
  'face-embeddings': 'Embeddings of the face',
  centroids: 'Mean embeddings of identities',
  exports: 'Exports',
  edits: 'Edits that said who it is',
  'screen-time': 'Rows of seconds that had the name',
  'result-files': 'Files of results that had the name',
  'log-lines': 'Lines of logs, warnings',
  jobs: 'Jobs of the queue',
  events: 'Events',
  'work-folders': 'Folders of analyses',
  'unfinished-results': 'Files of runs that did not end',
  videos: 'Videos and renditions',
};

export function certificateHtml(certificate: Certificate, sha256: string): string {
  const { number, reference, show, requestedBy, requestedAt, finishedAt, programVersion, runs, removed, kept, search } =
    certificate;
  const facts: [string, string][] = [
    ['Certificate', `${number}, ${certificate.id}`],
    ...(reference === null ? [] : [['Reference', reference] as [string, string]]),
    ['Show', show],
    ['Asked for by', `${requestedBy.name} at ${requestedAt}`],
    ['Finished', finishedAt],
    ['Program', `Screenalytics ${programVersion}`],
    ['Runs', runs.map((run) => `${run.episode} run ${run.number}`).join(', ') || 'none had found the person'],
  ];
  const found = search.found.reduce((sum, { count }) => sum + count, 0);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Certificate ${number}: a person was removed</title>
<style>
body { font: 14px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin-top: 1.6rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #ddd; }
td.number { text-align: right; font-variant-numeric: tabular-nums; } code { overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>A person was removed</h1>
<table>${facts.map(([name, value]) => `<tr><th scope="row">${asText(name)}</th><td>${asText(value)}</td></tr>`).join('')}</table>
<h2>Removed</h2>
<table><tr><th scope="col">What</th><th scope="col">Number</th><th scope="col">Bytes</th></tr>${removed
    .map(
      ({ kind, count, bytes }) =>
        `<tr><td>${asText(KINDS[kind])}</td><td class="number">${count}</td><td class="number">${bytes ?? ''}</td></tr>`,
    )
    .join('')}</table>
<h2>Kept</h2>
<ul>${kept.map(({ why }) => `<li>${asText(why)}</li>`).join('')}</ul>
<h2>Searched afterwards: ${found} left</h2>
<ul>${search.places
    .map((place) => `<li>${asText(place)}: ${search.found.find(({ where }) => where === place)?.count ?? 0}</li>`)
    .join('')}</ul>
<p>SHA-256 of the certificate as JSON: <code>${asText(sha256)}</code></p>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const asText = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
