/** Photographs on their way to a person, a few at a time. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { failureOf } from '../../lib/failure-of.ts';
import { useTrpc, useTrpcClient } from '../../trpc.ts';
import { photoFault, sendPhoto } from './send-photo.ts';

export interface SendingPhoto {
  readonly key: number;
  readonly name: string;
  /** A picture of it; null where it is none. */
  readonly preview: string | null;
  /** Null while it is being sent. */
  readonly failure: string | null;
}

const AT_ONCE = 3;

export function usePhotoSending(personId: string) {
  const api = useTrpcClient();
  const trpc = useTrpc();
  const cache = useQueryClient();
  const [items, setItems] = useState<readonly SendingPhoto[]>([]);
  const work = useRef({ next: 0, running: 0, waiting: [] as { key: number; file: File }[] });
  const previews = useRef(new Map<number, string>());
  useEffect(() => {
    const made = previews.current;
    return () => {
      for (const url of made.values()) URL.revokeObjectURL(url);
    };
  }, []);

  const forget = (key: number) => {
    URL.revokeObjectURL(previews.current.get(key) ?? '');
    previews.current.delete(key);
    setItems((before) => before.filter((item) => item.key !== key));
  };
  const send = async ({ key, file }: { key: number; file: File }): Promise<void> => {
    work.current.running++;
    try {
      const person = await sendPhoto(api, personId, { file, source: 'upload' });
      cache.setQueryData(trpc.cast.get.queryKey({ id: personId }), person);
      forget(key);
    } catch (error) {
      const failure = failureOf(error).message;
      setItems((before) => before.map((item) => (item.key === key ? { ...item, failure } : item)));
    } finally {
      work.current.running--;
      void cache.invalidateQueries({ queryKey: trpc.cast.list.pathKey() });
      go();
    }
  };
  const go = (): void => {
    while (work.current.running < AT_ONCE) {
      const next = work.current.waiting.shift();
      if (!next) return;
      void send(next);
    }
  };
  const add = (files: readonly File[]) => {
    const added = files.map((file): SendingPhoto => {
      const key = work.current.next++;
      const failure = photoFault(file);
      if (failure === null) {
        previews.current.set(key, URL.createObjectURL(file));
        work.current.waiting.push({ key, file });
      }
      return { key, name: file.name, preview: previews.current.get(key) ?? null, failure };
    });
    setItems((before) => [...before, ...added]);
    go();
  };
  return { items, add, forget };
}
