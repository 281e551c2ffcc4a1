/** Downloads one file over HTTP into memory, with limits. */
import { ModelError } from './model-error.ts';
import type { TransferOptions } from './npm-source.ts';
import { watchForStall } from './stall-watch.ts';

/**
 * @param limitBytes the download is refused as soon as it turns out larger.
 * @throws ModelError `models.download-failed` for an answer that is no success or too large; rejects with fetch's own
 * error when the connection fails, and with the signal's reason when aborted.
 */
export async function fetchFromUrl(url: string, limitBytes: number, transfer: TransferOptions): Promise<Uint8Array> {
  const watch = watchForStall(transfer.silenceMs, transfer.signal);
  try {
    const response = await fetch(url, { signal: watch.signal });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw failed(
        url,
        `the server answered ${response.status} ${response.statusText}`.trimEnd(),
        response.status >= 500,
      );
    }
    const announced = Number(response.headers.get('content-length')) || undefined;
    if (announced !== undefined && announced > limitBytes) {
      await response.body.cancel();
      throw failed(url, `${announced} bytes are announced where ${limitBytes} are expected`, false);
    }
    const chunks: Uint8Array[] = [];
    let received = 0;
    for await (const chunk of response.body) {
      received += chunk.length;
      if (received > limitBytes) throw failed(url, `it is larger than the ${limitBytes} bytes expected`, false);
      chunks.push(chunk);
      watch.alive();
      transfer.onBytes(received, announced);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (watch.signal.aborted) throw watch.signal.reason;
    throw error;
  } finally {
    watch.stop();
  }
}

function failed(url: string, reason: string, retryable: boolean): ModelError {
  return new ModelError(
    'models.download-failed',
    `${url} cannot be downloaded: ${reason}; try again later, or from a mirror`,
    { retryable },
  );
}
