/** Server-sent events as they arrive (HTML standard, section 9.2). */

export interface ServerEvent {
  readonly type: string;
  readonly data: string;
}

/** @param stream the body of the answer. Comments are passed over. */
export async function* readEvents(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<ServerEvent, void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of stream) {
    text += typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const fields = fieldsOf(text.slice(0, end));
      text = text.slice(end + 2);
      const data = fields.get('data');
      if (data !== undefined) yield { type: fields.get('event') ?? 'message', data };
    }
  }
}

function fieldsOf(block: string): ReadonlyMap<string, string> {
  const pairs = block.split('\n').map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at), line.slice(at + 1).replace(/^ /, '')] as const;
  });
  return new Map(pairs);
}
