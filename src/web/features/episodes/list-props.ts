import type { Episode } from '../../../server/contract/episodes.ts';
import type { Selection } from './selection.ts';
import type { EpisodeCommands } from './use-episode-commands.ts';

/** What table and grid get alike. */
export interface ListProps {
  readonly episodes: readonly Episode[];
  readonly selection: Selection;
  /** `isRange`: from the row that was touched last to this one. */
  readonly onToggle: (id: string, isRange: boolean) => void;
  readonly onToggleAll: () => void;
  readonly commands: EpisodeCommands;
  /** Whether this person may do anything to episodes. */
  readonly canChoose: boolean;
}

export interface ItemProps extends Pick<ListProps, 'onToggle' | 'commands' | 'canChoose'> {
  readonly episode: Episode;
  readonly isChosen: boolean;
}
