/** Lanes of a timeline: the mark of the product. */
export function Logo() {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 10 }}>
      <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" fill="#4c5fd5" />
        <rect x="6" y="8" width="13" height="4" rx="2" fill="#fff" />
        <rect x="11" y="14" width="15" height="4" rx="2" fill="#fff" opacity=".8" />
        <rect x="6" y="20" width="9" height="4" rx="2" fill="#fff" opacity=".6" />
      </svg>
      <span style={{ fontWeight: 650, fontSize: 15, letterSpacing: '-0.01em' }}>Screenalytics</span>
    </span>
  );
}
