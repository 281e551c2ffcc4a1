import { Page } from '../../ui/page.tsx';

export function UploadPage() {
  return <Page title="UploadPage">{null}</Page>;
}
