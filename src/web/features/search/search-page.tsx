/** A face is given, by a picture or by a link; every moment of every episode that shows it is found. */
import { useRef, useState } from 'react';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { useTransfers } from '../uploads/use-transfers.ts';
import { PhotoZone } from './photo-zone.tsx';
import { preparePhoto } from './prepare-photo.ts';
import classes from './search.module.css';
import { SearchFilters } from './search-filters.tsx';
import { ResultsSkeleton, SearchResults } from './search-results.tsx';
import { SoughtPanel } from './sought-panel.tsx';
import { useFound } from './use-found.ts';
import { useKeepPhoto, useKeptPhoto } from './use-kept-photo.ts';
import { useResultKeys } from './use-result-keys.ts';
import { useSearchView } from './use-search-view.ts';

export function SearchPage() {
  const { view, change, searchFor } = useSearchView();
  const photo = useKeptPhoto(view.photo);
  const keep = useKeepPhoto();
  const [unreadable, setUnreadable] = useState<unknown>(null);
  const inputRef = useRef<HTMLInputElement>(null);
  const resultsRef = useRef<HTMLDivElement>(null);
  const take = (file: File): void => {
    setUnreadable(null);
    preparePhoto(file).then((prepared) => searchFor({ photo: keep(prepared) }), setUnreadable);
  };
  const isOver = useTransfers(([found]) => found && take(found.file), setUnreadable);
  const choose = (): void => inputRef.current?.click();
  useResultKeys({ resultsRef, onChoose: choose });
  const found = useFound(view, photo);
  const isSearch = photo !== undefined || (view.run !== undefined && (view.face ?? view.track) !== undefined);
  return (
    <Page title="Find a face" subtitle="Every moment of every episode that shows it">
      {unreadable !== null && <FailureNotice title="The picture could not be read" error={unreadable} />}
      {isSearch ? (
        <div className={classes['layout']} data-over={isOver || undefined}>
          <div className={classes['side']}>
            <SoughtPanel photo={photo} found={found.data} onPick={(pick) => change({ pick })} onChoose={choose} />
            <SearchFilters />
          </div>
          <div ref={resultsRef} className={classes['results']}>
            {found.error && (
              <FailureNotice title="Nothing could be searched for" error={found.error} onRetry={found.again} />
            )}
            {found.isPending && <ResultsSkeleton />}
            {found.data && <SearchResults found={found.data} isBefore={found.isBefore} />}
          </div>
        </div>
      ) : (
        <PhotoZone isOver={isOver} isGone={view.photo !== undefined} onChoose={choose} />
      )}
      <input
        ref={inputRef}
        type="file"
        accept="image/*"
        hidden
        aria-label="Picture"
        data-testid="picture"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file !== undefined) take(file);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
    </Page>
  );
}
