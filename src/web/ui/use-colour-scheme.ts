import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

/** What the page looks like now, and the way to the other look. The browser's own preference counts until one is chosen. */
export function useColourScheme() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  return { scheme, toggle: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark') };
}
