/** Requests whose path goes over the wire as it is given; `fetch` would resolve `..` first. */
import { type ClientRequest, request } from 'node:http';

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** Sends to the server of `url`, but with another path and query. */
export function sendRaw(url: string, path: string, { method = 'GET', body = '' } = {}): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const headers = method === 'GET' ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(pieces).toString() }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Announces more than it sends, then cuts the connection. Resolves when the connection is gone. */
export function sendHalf(url: string, bytes: Uint8Array, announced: number): Promise<void> {
  return new Promise((resolve) => {
    const { hostname, port, pathname, search } = new URL(url);
    const headers = { 'Content-Length': announced };
    const sent: ClientRequest = request({ hostname, port, path: pathname + search, method: 'PUT', headers });
    sent.on('error', () => undefined);
    sent.on('close', resolve);
    sent.write(bytes, () => sent.destroy());
  });
}
