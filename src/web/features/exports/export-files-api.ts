/**
 * Files that a job makes. The API of this version may not offer them yet: until the router has `begin`, `list`, `cancel` and
 * `delete`, their shapes stand here; then this file gives way to the router's own types.
 */
import type { useTrpcClient } from '../../trpc.ts';
import type { AskedOptions } from './export-address.ts';

export interface ExportFile {
  readonly id: string;
  readonly runId: string;
  readonly format: string;
  readonly options: AskedOptions;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  /** What it waits for, or why there is no file and what to do. */
  readonly reason: string | null;
  /** 0 to 1. */
  readonly progress: number | null;
  readonly fileName: string;
  readonly bytes: number | null;
  /** Where the file is fetched, for an hour. */
  readonly url: string | null;
  readonly requestedBy: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

interface One {
  readonly id: string;
}

interface FilesApi {
  readonly begin: { mutate(asked: AskedOptions & { runId: string; format: string }): Promise<ExportFile> };
  readonly list: {
    query(of: { runId: string }, with_?: { signal: AbortSignal }): Promise<{ items: readonly ExportFile[] }>;
  };
  readonly cancel: { mutate(which: One): Promise<ExportFile> };
  readonly delete: { mutate(which: One): Promise<unknown> };
}

export const filesApi = (client: ReturnType<typeof useTrpcClient>): FilesApi => client.exports as unknown as FilesApi;

export const filesKey = (runId: string): readonly string[] => ['export-files', runId];
