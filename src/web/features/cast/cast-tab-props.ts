/** What every part of the cast page is told. */
export interface CastTabProps {
  readonly showId: string;
  /** Somebody is to be added. */
  readonly onAdd: () => void;
}
