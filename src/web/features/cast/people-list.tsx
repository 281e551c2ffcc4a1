import { Table, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { formatSeconds } from '../../lib/format-time.ts';
import { Nothing } from '../../ui/nothing.tsx';
import classes from './cast.module.css';
import { type CastSort, sortedBy, sortOf } from './cast-view.ts';
import { type PersonRow, seasonsText } from './people-rows.ts';
import { Portrait } from './portrait.tsx';
import { useCastView } from './use-cast-view.ts';

export function PeopleList({ rows }: { readonly rows: readonly PersonRow[] }) {
  return (
    <Table.ScrollContainer minWidth={320} type="native">
      <Table verticalSpacing={6} horizontalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Head sort="name" label="Name" isNumber={false} />
            <Table.Th visibleFrom="sm">Roles</Table.Th>
            <Table.Th visibleFrom="md">Seasons</Table.Th>
            <Head sort="photos" label="Photographs" visibleFrom="sm" />
            <Head sort="episodes" label="Episodes" visibleFrom="xs" />
            <Head sort="seconds" label="On screen" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ person, featured, seasons, usablePhotos, rejectedPhotos, episodes, seconds }) => (
            <Table.Tr key={person.id}>
              <Table.Td>
                <Link
                  to="/cast/$personId"
                  params={{ personId: person.id }}
                  className={classes['who']}
                  data-person={person.id}
                >
                  <Portrait name={person.name} photo={featured} isSmall />
                  <span className={classes['names']}>
                    <span className={classes['name']}>{person.name}</span>
                    {person.aliases.length > 0 && <span className={classes['line']}>{person.aliases.join(', ')}</span>}
                  </span>
                </Link>
              </Table.Td>
              <Table.Td visibleFrom="sm">
                {[...new Set(person.roles.map(({ role }) => role))].join(', ') || <Nothing why="no role" />}
              </Table.Td>
              <Table.Td visibleFrom="md" className="numbers">
                {seasonsText(seasons).replace(/^Seasons? /, '') || <Nothing why="in no season" />}
              </Table.Td>
              <Table.Td visibleFrom="sm" ta="right" className="numbers">
                {usablePhotos}
                {rejectedPhotos > 0 && (
                  <span style={{ color: 'var(--mantine-color-dimmed)' }}> +{rejectedPhotos} unusable</span>
                )}
              </Table.Td>
              <Table.Td visibleFrom="xs" ta="right" className="numbers">
                {episodes}
              </Table.Td>
              <Table.Td ta="right" className="numbers">
                {formatSeconds(seconds)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface HeadProps {
  readonly sort: CastSort;
  readonly label: string;
  readonly isNumber?: boolean;
  readonly visibleFrom?: 'xs' | 'sm';
}

function Head({ sort, label, isNumber = true, visibleFrom }: HeadProps) {
  const { view, change } = useCastView();
  const shown = sortOf(view);
  const isShown = shown.sort === sort;
  const Arrow = shown.order === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <Table.Th
      {...(isNumber && { ta: 'right' as const })}
      {...(visibleFrom && { visibleFrom })}
      aria-sort={isShown ? shown.order : 'none'}
    >
      <UnstyledButton className={classes['sort'] ?? ''} onClick={() => change(sortedBy(view, sort))}>
        {!isNumber && label}
        <Arrow size={13} aria-hidden style={{ visibility: isShown ? 'visible' : 'hidden' }} />
        {isNumber && label}
      </UnstyledButton>
    </Table.Th>
  );
}
