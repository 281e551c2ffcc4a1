import { Page } from '../../ui/page.tsx';

export function PlayerPage() {
  return <Page title="PlayerPage">{null}</Page>;
}
