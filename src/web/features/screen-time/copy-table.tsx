import { Button } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useShortcuts } from '../../lib/shortcuts.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import type { Subject } from './subjects.ts';
import { tableTsv } from './table-tsv.ts';

/** For a spreadsheet: seconds as plain numbers, in the order that is shown. */
export function CopyTable({ subjects, length }: { readonly subjects: readonly Subject[]; readonly length: number }) {
  const [copied, setCopied] = useState<readonly Subject[] | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(tableTsv(subjects, length));
      setCopied(subjects);
    } catch {
      const remedy = 'The browser did not allow it: open the site over https or from this machine, or export a CSV.';
      notifyFailure('The table was not copied', new Error(remedy));
    }
  };
  useShortcuts('Screen time', [{ keys: 'c', label: 'Copy the table', run: () => void copy() }]);
  const isCopied = copied === subjects;
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      onClick={() => void copy()}
      title="As tab separated values (C)"
    >
      <span aria-live="polite">{isCopied ? 'Copied' : 'Copy'}</span>
    </Button>
  );
}
