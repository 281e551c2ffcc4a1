/** Where each thing is kept (layout v2): the only place where keys are put together. */
import { BlobError } from './blob-error.ts';
import { checkObjectKey, keySegment } from './object-key.ts';

/** One episode. Season and episode are whole numbers from 0 (specials). */
export interface EpisodePlace {
  readonly show: string;
  readonly season: number;
  readonly episode: number;
}

/** One analysis of an episode. */
export interface RunPlace extends EpisodePlace {
  readonly run: string;
}

/** Every kind of artifact that a run or a video may have. */
export const ARTIFACT_KINDS = ['frames', 'crops', 'thumbs', 'manifests', 'analytics', 'audio'] as const;
export type ArtifactKind = (typeof ARTIFACT_KINDS)[number];

/** `_d` is the picture as it is displayed, `_e` the aligned face that was embedded. */
export type SeedPicture = 'display' | 'embedding';

/** Where all videos are. */
export const ALL_VIDEOS = 'raw/videos/';

/**
 * `raw/videos/{show}/s{season}/e{episode}/episode.{extension}` for the first video of an episode, `…/v2/episode.{extension}` and
 * so on for those that replace it. The extension comes with or without its dot.
 */
export function videoKey(place: EpisodePlace, extension: string, version = 1): string {
  const bare = keySegment(extension.replace(/^\./, '')).toLowerCase();
  return checkObjectKey(`${videoPrefix(place, version)}episode.${bare}`);
}

/** Everything under an episode's raw videos; with a version, the folder that this one is in. */
export function videoPrefix(place: EpisodePlace, version = 1): string {
  return `${ALL_VIDEOS}${folder(place)}/${version === 1 ? '' : `v${version}/`}`;
}

/** Beside a video: the rendition that browsers can play. */
export function proxyKey(videoKey: string): string {
  return checkObjectKey(`${videoKey.slice(0, videoKey.lastIndexOf('/') + 1)}proxy.mp4`);
}

/**
 * `artifacts/thumbs/{show}/s{season}/e{episode}/{video}/…`: pictures of a video to look at. They stand where those of a run
 * would, so that they go with the episode.
 */
export function thumbsPrefix(place: EpisodePlace, video: string): string {
  return artifactPrefix('thumbs', { ...place, run: video });
}

/** `artifacts/{kind}/{show}/s{season}/e{episode}/{run}/{path}`, where `path` may have several segments. */
export function artifactKey(kind: ArtifactKind, place: RunPlace, path: string): string {
  return checkObjectKey(`${artifactPrefix(kind, place)}${path}`);
}

/** All artifacts of one kind of a run, or of all runs where the place names none. */
export function artifactPrefix(kind: ArtifactKind, place: EpisodePlace | RunPlace): string {
  const run = 'run' in place ? `${keySegment(place.run)}/` : '';
  return `artifacts/${kind}/${folder(place)}/${run}`;
}

/** `facebank/{person}/{seed}_d.png` or `…_e.png`. */
export function seedKey(person: string, seed: string, picture: SeedPicture): string {
  const suffix = picture === 'display' ? 'd' : 'e';
  return checkObjectKey(`${facebankPrefix(person)}${keySegment(seed)}_${suffix}.png`);
}

/** `facebank/{person}/{seed}_o`: the photograph as it was sent. */
export const seedOriginalKey = (person: string, seed: string): string =>
  checkObjectKey(`${facebankPrefix(person)}${keySegment(seed)}_o`);

/** All seeds of a person. */
export const facebankPrefix = (person: string): string => `facebank/${keySegment(person)}/`;

function folder({ show, season, episode }: EpisodePlace): string {
  return `${keySegment(show)}/s${twoDigits('season', season)}/e${twoDigits('episode', episode)}`;
}

/** Longer numbers keep their digits: season 2024 is a season. */
function twoDigits(what: string, value: number): string {
  if (Number.isSafeInteger(value) && value >= 0) return String(value).padStart(2, '0');
  throw new BlobError('blobs.bad-key', `${value} is no ${what} number: use a whole number from 0`);
}

/** Every kind of object. */
export const STORED_KINDS = ['videos', ...ARTIFACT_KINDS, 'facebank', 'other'] as const;

/** Of which kind an object is, by its key; renditions count as videos. */
export function kindOfKey(key: string): (typeof STORED_KINDS)[number] {
  if (key.startsWith(ALL_VIDEOS)) return 'videos';
  if (key.startsWith('facebank/')) return 'facebank';
  return ARTIFACT_KINDS.find((kind) => key.startsWith(`artifacts/${kind}/`)) ?? 'other';
}
