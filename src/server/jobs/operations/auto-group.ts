/**
 * Looks for identities of a run that are one person. Suggested, somebody decides; applied, the surer ones become edits, which
 * can be undone like any other.
 */
import { createHash } from 'node:crypto';
import type { Database } from '../../../adapters/database/port.ts';
import type { EventLog } from '../../../adapters/events/port.ts';
import type { JobHandler, Jobs } from '../../../adapters/jobs/port.ts';
import { DEFAULT_CLUSTERING } from '../../../pipeline/cluster/cluster-tracks.ts';
import { groupBy } from '../../../pipeline/screen-time/group-by.ts';
import { announce } from '../../announce.ts';
import { appendEdits } from '../../results/append-edits.ts';
import { readDoneRun } from '../../results/run-place.ts';
import { type IdentityOwner, readOwners } from '../../results/run-subjects.ts';
import { groupJob } from '../analyze/group-job.ts';
import { createStagePool } from '../stage-host/stage-pool.ts';
import type { Operations } from './definitions.ts';
import { type ArtifactParts, withArtifacts } from './fetch-artifacts.ts';

export interface GroupParts extends ArtifactParts {
  readonly database: Database;
  readonly events: EventLog;
  readonly jobs: Jobs;
}

/** Mean cosine from which it is worth asking; applied without asking is what the analysis itself would join. */
const ASK_LIKENESS = 0.33;

export function autoGroupHandler(operations: Operations, parts: GroupParts): JobHandler {
  const { autoGroup, manualAssign } = operations;
  const { queries } = parts.database;
  return {
    definition: autoGroup,
    async run(raw, { id, signal }) {
      const { run: runId, episode, apply, author } = autoGroup.payload.parse(raw);
      const run = await readDoneRun(queries, runId);
      const owners = await readOwners(parts, run);
      const tracks = await tracksOf(parts.database, runId);
      const asked = {
        identities: owners.map(({ number }) => ({ identity: number, tracks: tracks.get(number) ?? [] })),
        ...pairsOf(owners),
        mergeLikeness: apply ? DEFAULT_CLUSTERING.mergeLikeness : ASK_LIKENESS,
      };
      const names = ['tracks.jsonl', 'faces.jsonl', 'embeddings.npy'];
      const found = await withArtifacts(parts, { place: run.place, names, signal }, async (folder) => {
        const pool = createStagePool({ size: 1, signal });
        try {
          return await pool.run(groupJob, { folder, ...asked }, { title: 'comparing identities' });
        } finally {
          await pool.close();
        }
      });
      const oneAlready = new Map(owners.map(({ number, person, group }) => [number, person?.id ?? group]));
      const groups = found.filter(({ identities }) => new Set(identities.map((each) => oneAlready.get(each))).size > 1);
      if (!apply || groups.length === 0) return { groups, applied: false };
      const edits = groups.map(({ identities: [into = 0, ...from] }) => ({
        // Of the job and what it says, so that a second try adds nothing.
        id: uuidOf(`${id} ${[into, ...from].join(' ')}`),
        body: { kind: 'merge' as const, into, from },
      }));
      const { seq } = await appendEdits(parts, run, { edits, author, reason: 'auto_group' });
      await parts.jobs.add(manualAssign, { run: runId, episode, seq }, { requestedBy: author });
      await announce(parts.events, { type: 'episode-changed', episode });
      return { groups, applied: true };
    },
  };
}

async function tracksOf({ queries }: Database, runId: string): Promise<ReadonlyMap<number, number[]>> {
  const links = await queries
    .selectFrom('identity_tracks')
    .select(['identity_number', 'track_number'])
    .where('run_id', '=', runId)
    .orderBy('track_number')
    .execute();
  const byIdentity = groupBy(links, ({ identity_number }) => identity_number);
  return new Map([...byIdentity].map(([number, rows]) => [number, rows.map(({ track_number }) => track_number)]));
}

/** Identities that are one, and those that are two people for sure; one pair of each two groups says it for all. */
function pairsOf(owners: readonly IdentityOwner[]) {
  const groups = [...groupBy(owners, ({ person, group }) => person?.id ?? group).values()];
  const together = groups.flatMap(([first, ...rest]) =>
    rest.map(({ number }): [number, number] => [first?.number ?? number, number]),
  );
  const known = groups.flatMap(([first]) => (first?.person ? [first.number] : []));
  const apart = known.flatMap((a, index) => known.slice(index + 1).map((b): [number, number] => [a, b]));
  return { together, apart };
}

/** A name as a UUID of version 8, which is free to be made in any way. */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
