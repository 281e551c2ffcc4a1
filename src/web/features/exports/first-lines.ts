/** The beginning of a text that arrives in pieces: the rest is not waited for. */

interface FirstLines {
  readonly lines: readonly string[];
  /** Whether there is more than these. */
  readonly hasMore: boolean;
}

export interface Most {
  readonly lines: number;
  /** Of a line; files without line breaks are cut there. */
  readonly characters: number;
}

export async function firstLines(body: ReadableStream<Uint8Array>, most: Most): Promise<FirstLines> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let isDone = false;
  while (!isDone && text.split('\n').length <= most.lines && text.length <= most.lines * most.characters) {
    const { done, value } = await reader.read();
    isDone = done;
    text += decoder.decode(value, { stream: !done });
  }
  // What is not wanted need not be made.
  if (!isDone) await reader.cancel();
  const all = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const lines = all
    .slice(0, most.lines)
    .map((line) => (line.length > most.characters ? `${line.slice(0, most.characters)}…` : line));
  return { lines, hasMore: !isDone || all.length > most.lines };
}
