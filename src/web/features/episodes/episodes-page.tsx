import { Page } from '../../ui/page.tsx';

export function EpisodesPage() {
  return <Page title="EpisodesPage">{null}</Page>;
}
