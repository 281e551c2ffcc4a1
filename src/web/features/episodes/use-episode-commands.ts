/** What a person can have done to one episode or to many, with word of how it went. */
import { useState } from 'react';
import type { Episode } from '../../../server/contract/episodes.ts';
import { notifyDone } from '../../ui/notify.ts';
import { countOf, forEachEpisode, type Outcome } from './for-each-episode.ts';
import { type Profile, useEpisodeActions } from './use-episode-actions.ts';

export type EpisodeDialog =
  | { readonly kind: 'rename'; readonly episode: Episode }
  | { readonly kind: 'delete'; readonly episodes: readonly Episode[] };

export interface Trouble {
  /** `2 episodes were not analysed` */
  readonly title: string;
  readonly failed: Outcome['failed'];
}

export interface EpisodeCommands {
  readonly analyse: (episodes: readonly Episode[], profile: Profile) => Promise<void>;
  readonly archive: (episodes: readonly Episode[], archived: boolean) => Promise<void>;
  /** Nobody is asked any more here. */
  readonly remove: (episodes: readonly Episode[]) => Promise<void>;
  readonly ask: (dialog: EpisodeDialog) => void;
}

export function useEpisodeCommands() {
  const actions = useEpisodeActions();
  const [dialog, setDialog] = useState<EpisodeDialog | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  async function each(episodes: readonly Episode[], act: (id: string) => Promise<void>, did: string): Promise<Outcome> {
    setTrouble(null);
    const outcome = await forEachEpisode(episodes, act);
    const { failed } = outcome;
    if (failed.length > 0) {
      setTrouble({ title: `${countOf(failed.length)} ${failed.length === 1 ? 'was' : 'were'} not ${did}`, failed });
    }
    actions.readAgain();
    return outcome;
  }

  const archive = async (episodes: readonly Episode[], archived: boolean): Promise<void> => {
    const did = archived ? 'archived' : 'restored';
    const { done } = await each(episodes, (id) => actions.archive(id, archived), did);
    if (done.length > 0) notifyDone(`${countOf(done.length)} ${did}`);
  };

  const commands: EpisodeCommands = {
    async analyse(episodes, profile) {
      const { done } = await each(episodes, (id) => actions.analyse(id, profile), 'analysed');
      if (done.length > 0) {
        notifyDone(`The analysis of ${countOf(done.length)} has begun (${profile})`);
      }
    },
    archive,
    async remove(episodes) {
      const { done } = await each(episodes, actions.remove, 'deleted');
      if (done.length > 0) notifyDone(`${countOf(done.length)} deleted`);
    },
    ask: setDialog,
  };
  return {
    commands,
    dialog,
    closeDialog: () => setDialog(null),
    trouble,
    forgetTrouble: () => setTrouble(null),
    rename: actions.rename,
  };
}
