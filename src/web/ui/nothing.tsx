/** In a place of a table where there is nothing, why: `not yet`. */
export function Nothing({ why }: { readonly why: string }) {
  return (
    <>
      <span aria-hidden style={{ color: 'var(--mantine-color-dimmed)' }}>
        –
      </span>
      <span className="visually-hidden">{why}</span>
    </>
  );
}
