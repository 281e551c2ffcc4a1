/** From chosen files to a preview, and from there to people with photographs. */
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ImportedPerson } from '../../../server/contract/cast-import.ts';
import { failureOf } from '../../lib/failure-of.ts';
import { useTrpc, useTrpcClient } from '../../trpc.ts';
import { hashPiece } from '../uploads/hash-blob.ts';
import { type ChosenFile, isJson, parseCastFile, type ReadImport, readImport } from './read-import.ts';
import { sendPhoto } from './send-photo.ts';

export interface PlannedEntry {
  readonly person: ImportedPerson;
  /** To be sent. */
  readonly photos: readonly ChosenFile[];
  /** How many the person has already, or twice in the folder. */
  readonly photosThere: number;
}

export interface ImportPlan {
  readonly read: ReadImport;
  readonly entries: readonly PlannedEntry[];
}

export type ImportState =
  | { readonly step: 'choosing'; readonly error: unknown }
  | { readonly step: 'reading' }
  | { readonly step: 'planned'; readonly plan: ImportPlan }
  | {
      readonly step: 'working' | 'done';
      readonly plan: ImportPlan;
      readonly sent: number;
      readonly of: number;
      readonly failed: readonly { readonly path: string; readonly why: string }[];
    };

export function useCastImport(showId: string) {
  const api = useTrpcClient();
  const trpc = useTrpc();
  const cache = useQueryClient();
  const [state, setState] = useState<ImportState>({ step: 'choosing', error: null });
  // Files and folders may be chosen one after the other.
  const chosen = useRef<readonly ChosenFile[]>([]);

  const readAll = async (): Promise<ImportPlan> => {
    const json = chosen.current.filter(isJson);
    const texts = await Promise.all(json.map(async ({ file, path }) => parseCastFile(await file.text(), path)));
    const cast = texts.length === 0 ? null : { people: texts.flatMap(({ people }) => people) };
    const read = readImport(chosen.current, cast);
    const request = { showId, people: read.entries.map(({ entry }) => entry), dryRun: true };
    const [{ people }, shown, archived] = await Promise.all([
      api.cast.importPeople.mutate(request),
      api.cast.list.query({ showId }),
      api.cast.list.query({ showId, archived: true }),
    ]);
    const photosOf = new Map([...shown.items, ...archived.items].map(({ id, photos }) => [id, photos]));
    const entries: PlannedEntry[] = [];
    for (const [index, person] of people.entries()) {
      const files = read.entries[index]?.photos ?? [];
      const known = new Set((photosOf.get(person.personId ?? '') ?? []).map(({ sha256 }) => sha256));
      const photos: ChosenFile[] = [];
      for (const file of person.outcome === 'skipped' ? [] : files) {
        const sha256 = await hashPiece(file.file);
        if (!known.has(sha256)) photos.push(file);
        known.add(sha256);
      }
      const photosThere = person.outcome === 'skipped' ? 0 : files.length - photos.length;
      entries.push({ person, photos, photosThere });
    }
    return { read, entries };
  };

  const choose = async (files: readonly ChosenFile[]): Promise<void> => {
    if (files.length === 0) return;
    // The same file chosen again replaces itself.
    const fresh = new Set(files.map(({ path }) => path));
    chosen.current = [...chosen.current.filter(({ path }) => !fresh.has(path)), ...files];
    setState({ step: 'reading' });
    try {
      const plan = await readAll();
      setState({ step: 'planned', plan });
    } catch (error) {
      chosen.current = [];
      setState({ step: 'choosing', error });
    }
  };

  const start = async (plan: ImportPlan): Promise<void> => {
    const of = plan.entries.reduce((sum, { photos }) => sum + photos.length, 0);
    let sent = 0;
    const failed: { path: string; why: string }[] = [];
    const tell = (step: 'working' | 'done') => setState({ step, plan, sent, of, failed: [...failed] });
    tell('working');
    try {
      const people = plan.read.entries.map(({ entry }) => entry);
      const made = (await api.cast.importPeople.mutate({ showId, people })).people;
      for (const [index, { photos }] of plan.entries.entries()) {
        const personId = made[index]?.personId ?? null;
        for (const { file, path } of photos) {
          try {
            if (personId === null) throw new Error('The person was not made.');
            await sendPhoto(api, personId, { file, source: 'import' });
            sent++;
          } catch (error) {
            failed.push({ path, why: failureOf(error).message });
          }
          tell('working');
        }
      }
      tell('done');
    } catch (error) {
      setState({ step: 'choosing', error });
    } finally {
      void cache.invalidateQueries({ queryKey: trpc.cast.pathKey() });
      void cache.invalidateQueries({ queryKey: trpc.shows.pathKey() });
    }
  };
  const reset = () => {
    chosen.current = [];
    setState({ step: 'choosing', error: null });
  };
  return { state, choose, start, reset };
}
