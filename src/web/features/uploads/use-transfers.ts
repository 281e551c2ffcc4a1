import { useEffect, useRef, useState } from 'react';
import { type CollectedFile, fromTransfer } from './collect-files.ts';

/** What is dropped on the page or pasted into it. Gives whether something is being dragged over it. */
export function useTransfers(
  onFiles: (found: readonly CollectedFile[]) => void,
  onFailure: (error: unknown) => void,
): boolean {
  const [isOver, setOver] = useState(false);
  const newest = useRef({ onFiles, onFailure });
  useEffect(() => {
    newest.current = { onFiles, onFailure };
  });
  useEffect(() => {
    const take = (transfer: DataTransfer) =>
      void fromTransfer(transfer).then(
        (found) => newest.current.onFiles(found),
        (error) => newest.current.onFailure(error),
      );
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      // Out of the window, and not only onto another element.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      take(event.dataTransfer);
    };
    const paste = ({ clipboardData }: ClipboardEvent) => {
      if (clipboardData?.types.includes('Files')) take(clipboardData);
    };
    const listened = { dragover: over, dragleave: leave, drop, paste } as Record<string, (event: never) => void>;
    for (const [name, listener] of Object.entries(listened)) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listened))
        window.removeEventListener(name, listener as EventListener);
    };
  }, []);
  return isOver;
}
