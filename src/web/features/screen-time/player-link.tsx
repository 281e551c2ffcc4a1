/** A time that leads to the player. */
import { Anchor } from '@mantine/core';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface PlayerLinkProps {
  /** Since the first frame. */
  readonly seconds: number;
  /** Key of the person to look at. */
  readonly who?: string | undefined;
  /** What it is, for who does not see the column: `First seen at`. */
  readonly label?: string;
  readonly children: ReactNode;
}

export function PlayerLink({ seconds, who, label, children }: PlayerLinkProps) {
  const { id } = useParams({ from: '/shell/episodes/$id' });
  const { run } = useSearch({ from: '/shell/episodes/$id' });
  // Rounded up: a whisker before a frame begins, the one before it is shown.
  const t = Math.ceil(seconds * 1000 - 1e-6) / 1000;
  const search = { t, ...(run !== undefined && { run }), ...(who !== undefined && { who }) };
  return (
    <Anchor
      renderRoot={(props) => <Link to="/episodes/$id" params={{ id }} search={search} {...props} />}
      className="numbers"
      size="sm"
      c="inherit"
      underline="hover"
      title="Watch"
    >
      {label !== undefined && <span className="visually-hidden">{label} </span>}
      {children}
    </Anchor>
  );
}
