import { Page } from '../../ui/page.tsx';

export function ScreenTimePage() {
  return <Page title="ScreenTimePage">{null}</Page>;
}
