/** Which stacks are shown, in which order: chips, a search by name, a choice of order. */
import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import type { RefObject } from 'react';
import type { ReviewStateShape } from '../../../server/contract/review.ts';
import classes from './review.module.css';
import { FILTERS, type Filter, type ReviewView, SORTS, type Sort } from './review-view.ts';
import { countsOf } from './shown-stacks.ts';
import type { ViewPatch } from './use-review-view.ts';

const FILTER_WORDS: Readonly<Record<Filter, string>> = {
  unsettled: 'Unsettled',
  'low-confidence': 'Low confidence',
  short: 'Short',
  mixed: 'Mixed',
  conflict: 'Conflicts',
  settled: 'Settled',
};
const SORT_WORDS: Readonly<Record<Sort, string>> = {
  unsettled: 'Unsettled seconds',
  seconds: 'Seconds',
  first: 'First seen',
  tracks: 'Tracks',
  confidence: 'Least sure',
  name: 'Name',
};

interface StackFiltersProps {
  readonly state: ReviewStateShape;
  readonly view: ReviewView;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onChange: (patch: ViewPatch) => void;
}

export function StackFilters({ state, view, searchRef, onChange }: StackFiltersProps) {
  const counts = countsOf(state.identities);
  const open = (of: 'unassigned' | 'not-faces') => onChange({ open: view.open === of ? undefined : of });
  return (
    <div className={classes['filters']}>
      <div className={classes['chips']} role="toolbar" aria-label="Filter">
        <Chip
          label="All"
          number={state.identities.length}
          isOn={view.show === undefined}
          onClick={() => onChange({ show: undefined })}
        />
        {FILTERS.map((filter) => (
          <Chip
            key={filter}
            label={FILTER_WORDS[filter]}
            number={counts[filter]}
            isOn={view.show === filter}
            onClick={() => onChange({ show: view.show === filter ? undefined : filter })}
          />
        ))}
        <Chip
          label="Unassigned tracks"
          number={state.unassigned.tracks}
          isOn={view.open === 'unassigned'}
          onClick={() => open('unassigned')}
        />
        <Chip
          label="No faces"
          number={state.notFaces.tracks}
          isOn={view.open === 'not-faces'}
          onClick={() => open('not-faces')}
        />
      </div>
      <div className={classes['search']}>
        <TextInput
          ref={searchRef}
          size="xs"
          aria-label="Search by name"
          placeholder="Name"
          leftSection={<Search size={14} aria-hidden />}
          rightSection={
            view.q ? (
              <CloseButton size="sm" aria-label="Clear the search" onClick={() => onChange({ q: undefined })} />
            ) : null
          }
          value={view.q ?? ''}
          onChange={({ currentTarget }) => onChange({ q: currentTarget.value || undefined })}
          onKeyDown={(event) => {
            if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
          }}
        />
        <NativeSelect
          size="xs"
          aria-label="Order"
          data={SORTS.map((sort) => ({ value: sort, label: SORT_WORDS[sort] }))}
          value={view.sort ?? 'unsettled'}
          onChange={({ currentTarget }) => {
            const sort = SORTS.find((each) => each === currentTarget.value);
            onChange({ sort: sort === 'unsettled' ? undefined : sort });
          }}
        />
      </div>
    </div>
  );
}

interface ChipProps {
  readonly label: string;
  readonly number: number;
  readonly isOn: boolean;
  readonly onClick: () => void;
}

function Chip({ label, number, isOn, onClick }: ChipProps) {
  return (
    <button type="button" className={classes['chip']} aria-pressed={isOn} onClick={onClick}>
      {label} <span className={`${classes['chipNumber']} numbers`}>{number}</span>
    </button>
  );
}
