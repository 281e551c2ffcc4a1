import { useEffect, useRef, useState } from 'react';

/** Pictures that are dropped on the page or pasted into it. @returns whether something is being dragged over it. */
export function usePictures(onPicture: (file: File) => void): boolean {
  const [isOver, setOver] = useState(false);
  const newest = useRef(onPicture);
  useEffect(() => {
    newest.current = onPicture;
  });
  useEffect(() => {
    const stop = new AbortController();
    const listen = <Name extends 'dragover' | 'dragleave' | 'drop' | 'paste'>(
      name: Name,
      listener: (event: WindowEventMap[Name]) => void,
    ) => window.addEventListener(name, listener, { signal: stop.signal });
    const take = (event: Event, transfer: DataTransfer | null) => {
      const [file] = transfer?.files ?? [];
      if (file === undefined) return;
      event.preventDefault();
      newest.current(file);
    };
    listen('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    });
    listen('dragleave', ({ relatedTarget }) => {
      // Out of the window, and not only onto another element.
      if (relatedTarget === null) setOver(false);
    });
    listen('drop', (event) => {
      setOver(false);
      take(event, event.dataTransfer);
    });
    listen('paste', (event) => take(event, event.clipboardData));
    return () => stop.abort();
  }, []);
  return isOver;
}
