import { Page } from '../../ui/page.tsx';

export function RunsPage() {
  return <Page title="RunsPage">{null}</Page>;
}
