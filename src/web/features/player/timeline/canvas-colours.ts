/** The colours of the theme for a canvas, which knows no CSS variables. */
export interface CanvasColours {
  readonly text: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
}

export function canvasColours(element: Element): CanvasColours {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: read('--mantine-color-dimmed'),
    line: read('--line'),
    surface: read('--surface'),
    accent: read('--mantine-primary-color-filled'),
  };
}
