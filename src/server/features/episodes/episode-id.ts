/** `rhobh-s05e17`: show, season, number, the numbers with two digits at least. The database checks the same. */
export function formatEpisodeId({
  showId,
  season,
  number,
}: {
  showId: string;
  season: number;
  number: number;
}): string {
  const digits = (value: number): string => String(value).padStart(2, '0');
  return `${showId}-s${digits(season)}e${digits(number)}`;
}
