/** A person, and what can be changed of them, shown before the server has answered. */
import { type QueryKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Person } from '../../../server/contract/cast.ts';
import { useTrpc, useTrpcClient } from '../../trpc.ts';

type Photo = Person['photos'][number];

export function usePerson(personId: string) {
  const trpc = useTrpc();
  return useQuery(trpc.cast.get.queryOptions({ id: personId }));
}

interface Change<Wanted> {
  readonly send: (wanted: Wanted) => Promise<Person>;
  /** How the person looks once it has been done. */
  readonly shown: (person: Person, wanted: Wanted) => Person;
}

function usePersonChange<Wanted>(personId: string, { send, shown }: Change<Wanted>) {
  const trpc = useTrpc();
  const cache = useQueryClient();
  const queryKey: QueryKey = trpc.cast.get.queryKey({ id: personId });
  return useMutation({
    mutationFn: send,
    onMutate: async (wanted) => {
      // What is being read just now would put back what was before.
      await cache.cancelQueries({ queryKey });
      const before = cache.getQueryData<Person>(queryKey);
      cache.setQueryData<Person>(queryKey, (person) => person && shown(person, wanted));
      return { before };
    },
    onSuccess: (person) => cache.setQueryData(queryKey, person),
    onError: (_, __, context) => {
      if (context?.before) cache.setQueryData(queryKey, context.before);
      void cache.invalidateQueries({ queryKey });
    },
    onSettled: () => void cache.invalidateQueries({ queryKey: trpc.cast.list.pathKey() }),
  });
}

/** What of name and notes is to be changed, and the version that the editor saw. */
export interface TextChange {
  readonly version: number;
  readonly name?: string;
  readonly notes?: string;
}

export function usePersonChanges(id: string) {
  const api = useTrpcClient();
  const withPhotos = (person: Person, change: (photo: Photo) => Photo | null): Person => ({
    ...person,
    photos: person.photos.flatMap((photo) => change(photo) ?? []),
  });
  const change = usePersonChange<TextChange>(id, {
    send: (wanted) => api.cast.change.mutate({ id, ...wanted }),
    shown: (person, { version: _, ...text }) => ({ ...person, ...text }),
  });
  const setAliases = usePersonChange<readonly string[]>(id, {
    send: (aliases) => api.cast.setAliases.mutate({ id, aliases: [...aliases] }),
    shown: (person, aliases) => ({ ...person, aliases: [...aliases] }),
  });
  const setRole = usePersonChange<{ readonly season: number; readonly role: string | null }>(id, {
    send: (wanted) => api.cast.setRole.mutate({ id, ...wanted }),
    shown: (person, { season, role }) => ({
      ...person,
      roles: [
        ...person.roles.filter((each) => each.season !== season),
        ...(role === null ? [] : [{ season, role }]),
      ].sort((a, b) => a.season - b.season),
    }),
  });
  const archive = usePersonChange<boolean>(id, {
    send: (archived) => api.cast.archive.mutate({ id, archived }),
    shown: (person, archived) => ({ ...person, archivedAt: archived ? new Date().toISOString() : null }),
  });
  const feature = usePersonChange<string>(id, {
    send: (photoId) => api.cast.featurePhoto.mutate({ id, photoId }),
    shown: (person, photoId) => withPhotos(person, (photo) => ({ ...photo, isFeatured: photo.id === photoId })),
  });
  const removePhoto = usePersonChange<string>(id, {
    send: (photoId) => api.cast.deletePhoto.mutate({ id, photoId }),
    shown: (person, photoId) => withPhotos(person, (photo) => (photo.id === photoId ? null : photo)),
  });
  const takeCrop = usePersonChange<{ readonly runId: string; readonly faceNumber: number }>(id, {
    send: (face) => api.cast.useCrop.mutate({ id, ...face }),
    shown: (person) => person,
  });
  return { change, setAliases, setRole, archive, feature, removePhoto, takeCrop };
}
export type PersonChanges = ReturnType<typeof usePersonChanges>;
