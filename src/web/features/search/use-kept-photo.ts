/** Pictures of this tab by name: who comes back from a moment finds the search as it was. They are gone with the tab. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { PreparedPhoto } from './prepare-photo.ts';

const keyOf = (name: string | undefined) => ['picture to search with', name];

/** Undefined: there is none, or the page was loaded anew. */
export function useKeptPhoto(name: string | undefined): PreparedPhoto | undefined {
  const { data } = useQuery<PreparedPhoto | null>({
    queryKey: keyOf(name),
    queryFn: () => null,
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return name === undefined ? undefined : (data ?? undefined);
}

/** Keeps a picture. @returns gives its name. */
export function useKeepPhoto(): (photo: PreparedPhoto) => string {
  const cache = useQueryClient();
  return (photo) => {
    const name = `p${Date.now().toString(36)}`;
    cache.setQueryDefaults(keyOf(name), { gcTime: Number.POSITIVE_INFINITY });
    cache.setQueryData(keyOf(name), photo);
    return name;
  };
}
