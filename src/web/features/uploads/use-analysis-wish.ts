import { useLocalStorage } from '@mantine/hooks';
import type { Profile } from './upload-transport.ts';

interface Wish {
  readonly analyses: boolean;
  readonly profile: Profile;
}

/** What is to follow an upload, as this browser was told last. */
export function useAnalysisWish() {
  const [wish, setWish] = useLocalStorage<Wish>({
    key: 'screenalytics-analysis-wish',
    defaultValue: { analyses: true, profile: 'balanced' },
    getInitialValueInEffect: false,
  });
  return { wish, setWish };
}
