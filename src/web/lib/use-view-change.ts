import { useMatch, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';

interface ChangeOptions {
  /** Whether the browser's Back leads to how it was before. */
  readonly isStep?: boolean;
}

/**
 * The way to change what stands after the `?` of the page that is shown. Who is on the way to another page already is not called
 * back: some changes come a moment after what caused them.
 */
export function useViewChange<View extends object>(): (
  changed: (before: View) => object,
  options?: ChangeOptions,
) => void {
  const router = useRouter();
  const page = useMatch({ strict: false, select: ({ pathname }) => pathname });
  return useCallback(
    (changed: (before: View) => object, { isStep = false }: ChangeOptions = {}) => {
      if (withoutSlash(router.latestLocation.pathname) !== withoutSlash(page)) return;
      const search = changed as never;
      void router.navigate({ to: '.', search, replace: !isStep, resetScroll: isStep });
    },
    [router, page],
  );
}

const withoutSlash = (path: string): string => path.replace(/\/$/, '');
