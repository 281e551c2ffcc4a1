// Before the first paint, so that a dark page never flashes white. The same key as in ui/theme.ts.
(() => {
  let kept = null;
  try {
    kept = localStorage.getItem('screenalytics-colour-scheme');
  } catch {
    // Storage may be switched off: the system's scheme counts then.
  }
  const isDark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
})();
