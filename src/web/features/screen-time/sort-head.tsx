/** The head of a column that can be sorted by. */
import { Table, UnstyledButton } from '@mantine/core';
import { ArrowDown, ArrowUp } from 'lucide-react';
import classes from './screen-time.module.css';
import type { Sort } from './screen-time-view.ts';
import type { Order } from './sort-subjects.ts';

interface SortHeadProps {
  readonly sort: Sort;
  readonly label: string;
  readonly shown: { readonly sort: Sort; readonly order: Order };
  readonly isNumber?: boolean;
  readonly visibleFrom?: 'xs' | 'sm' | 'md' | 'lg';
  readonly onSort: (sort: Sort) => void;
}

export function SortHead({ sort, label, shown, isNumber = true, visibleFrom, onSort }: SortHeadProps) {
  const isShown = shown.sort === sort;
  const Arrow = shown.order === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <Table.Th
      {...(isNumber && { ta: 'right' as const })}
      {...(visibleFrom && { visibleFrom })}
      aria-sort={isShown ? shown.order : 'none'}
    >
      <UnstyledButton className={classes['sort'] ?? ''} onClick={() => onSort(sort)}>
        {isNumber && <Arrow size={13} aria-hidden style={{ visibility: isShown ? 'visible' : 'hidden' }} />}
        {label}
        {!isNumber && <Arrow size={13} aria-hidden style={{ visibility: isShown ? 'visible' : 'hidden' }} />}
      </UnstyledButton>
    </Table.Th>
  );
}
