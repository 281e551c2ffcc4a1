/** Where a client is in each of the topics that it follows, as one text that serves as the id of a message. */

const EVENT_ID = /^\d{1,15}-\d{1,15}$/;

export function formatPosition(position: ReadonlyMap<string, string | null>): string {
  return [...position]
    .filter(([, id]) => id !== null)
    .map(([topic, id]) => `${topic}=${id}`)
    .join(',');
}

/** What cannot be read is left out: then the topic is followed as if anew. */
export function parsePosition(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(',').map((pair) => {
    const at = pair.lastIndexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  return new Map(pairs.filter(([topic, id]) => topic !== '' && EVENT_ID.test(id)));
}
