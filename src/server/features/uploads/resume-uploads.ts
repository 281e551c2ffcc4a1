import { type CompletionServices, completeUpload } from './complete-upload.ts';

/**
 * Goes on with uploads that were being completed when the server ended. What cannot be completed is open again.
 *
 * @param onFault told what could not be completed, and why.
 */
export async function resumeUploads(
  services: CompletionServices,
  signal: AbortSignal,
  onFault: (error: unknown) => void,
): Promise<void> {
  const rows = await services.database.queries
    .selectFrom('uploads')
    .select('id')
    .where('state', '=', 'completing')
    .execute();
  for (const { id } of rows) {
    signal.throwIfAborted();
    await completeUpload(services, { id }, signal).catch(onFault);
  }
}
