/** Methods whose system errors are put into words. */
import { explainFileError } from './file-error.ts';

/** What the methods of the local store do, for the beginning of a message. */
const DOING: Readonly<Record<string, string>> = {
  put: 'store an object',
  receive: 'store an object',
  get: 'read an object',
  head: 'look at an object',
  list: 'list objects',
  delete: 'delete an object',
  deletePrefix: 'delete objects',
  copy: 'copy an object',
  localFile: 'find the file of an object',
  sweep: 'remove leftovers',
  create: 'start an upload',
  writePart: 'store a part',
  listParts: 'list parts',
  complete: 'complete an upload',
  abort: 'cancel an upload',
  listOpen: 'list uploads',
};

type Method = (...args: unknown[]) => unknown;

/** Gives the same methods. What they return is a promise or an async iterable. */
export function explainingMethods<T extends object>(methods: T, root: string): T {
  const explained = Object.entries(methods).map(([name, method]: [string, Method]) => {
    const explain = (error: unknown): unknown => explainFileError(error, `Could not ${DOING[name] ?? name}`, root);
    return [name, (...args: unknown[]) => explainedResult(method(...args), explain)];
  });
  return Object.fromEntries(explained) as T;
}

function explainedResult(result: unknown, explain: (error: unknown) => unknown): unknown {
  if (result instanceof Promise) {
    return result.catch((error: unknown) => {
      throw explain(error);
    });
  }
  return explainedIteration(result as AsyncIterable<unknown>, explain);
}

async function* explainedIteration(
  iteration: AsyncIterable<unknown>,
  explain: (error: unknown) => unknown,
): AsyncIterable<unknown> {
  try {
    yield* iteration;
  } catch (error) {
    throw explain(error);
  }
}
