/** Design tokens: everything that pages share in colour, type and space. */
import { type CSSVariablesResolver, createTheme, localStorageColorSchemeManager } from '@mantine/core';

/** Kept per browser; also read by public/colour-scheme.js before the first paint. */
export const colourSchemeManager = localStorageColorSchemeManager({ key: 'screenalytics-colour-scheme' });

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'md',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.0625rem' } } },
  cursorType: 'pointer',
  components: { Table: { defaultProps: { borderColor: 'var(--line)' } } },
  respectReducedMotion: true,
  colors: {
    // Calm and slightly blue, so that pictures are the most colourful thing on the page.
    dark: [
      '#e6e8ec',
      '#c3c8d1',
      '#a4abb8',
      '#7d8696',
      '#4a5262',
      '#343b49',
      '#252b37',
      '#1a1f29',
      '#12161e',
      '#0c0f15',
    ],
  },
});

/** Mantine's own secondary text and its red of errors are too pale to read on either background (WCAG asks for a contrast of 4.5). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5b6472',
    '--mantine-color-body': '#fbfbfc',
    '--surface': '#ffffff',
    '--line': '#e3e6eb',
    '--mantine-color-error': '#c92a2a',
    // Words on pale badges and buttons.
    '--mantine-color-indigo-light-hover': '#d0daff',
    '--mantine-color-teal-light-color': '#066649',
    '--mantine-color-orange-light-color': '#a63a0a',
  },
  dark: {
    '--mantine-color-dimmed': '#a4abb8',
    '--mantine-color-body': '#12161e',
    '--surface': '#1a1f29',
    '--line': '#2b3240',
    '--mantine-color-error': '#ff8787',
    // Mantine's own are loud in a calm page, and its grey is darker than the page.
    '--mantine-color-gray-light': '#2b3240',
    '--mantine-color-orange-light': 'rgb(253 126 20 / 16%)',
    '--mantine-color-red-light': 'rgb(250 82 82 / 16%)',
  },
});
