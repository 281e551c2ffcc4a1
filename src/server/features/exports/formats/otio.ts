/**
 * OpenTimelineIO (`.otio`): a track for the video with a marker per shot, then a track per person in which clips of the video stand
 * where the person is on screen. Faces that belong to nobody may overlap, and get as many tracks as that takes. Exact seconds, shot
 * and tracks stand in each clip's metadata.
 */
import { type ExportData, labelOf, lineOf, provenance } from '../export-data.ts';
import { frameSpans, lanesOf, timebaseNotes } from '../frame-spans.ts';
import { frameNearest } from '../timebase.ts';

type Json = Readonly<Record<string, unknown>>;

export function* otio(data: ExportData): Generator<string> {
  const { timebase, table, title, receipt } = data;
  const rate = timebase.rate.numerator / timebase.rate.denominator;
  const length = frameNearest(timebase, table.videoSeconds);
  const time = (value: number): Json => ({ OTIO_SCHEMA: 'RationalTime.1', rate, value });
  /** On the clock of the media, whose first frame has the time code of the start. */
  const range = (start: number, end: number): Json => ({
    OTIO_SCHEMA: 'TimeRange.1',
    start_time: time(timebase.startFrame + start),
    duration: time(end - start),
  });
  const media = {
    OTIO_SCHEMA: 'ExternalReference.1',
    metadata: {},
    name: lineOf(receipt.video.file),
    available_range: range(0, length),
    available_image_bounds: null,
    target_url: encodeURIComponent(receipt.video.file),
  };
  const clip = (name: string, [start, end]: readonly [number, number], more: Json): Json => ({
    OTIO_SCHEMA: 'Clip.2',
    metadata: {},
    name,
    source_range: range(start, end),
    effects: [],
    markers: [],
    enabled: true,
    media_references: { DEFAULT_MEDIA: media },
    active_media_reference_key: 'DEFAULT_MEDIA',
    ...more,
  });
  const gap = (frames: number): Json => ({
    OTIO_SCHEMA: 'Gap.1',
    metadata: {},
    name: '',
    source_range: { OTIO_SCHEMA: 'TimeRange.1', start_time: time(0), duration: time(frames) },
    effects: [],
    markers: [],
    enabled: true,
  });
  const track = (name: string, children: readonly Json[]): Json => ({
    OTIO_SCHEMA: 'Track.1',
    metadata: {},
    name,
    source_range: null,
    effects: [],
    markers: [],
    enabled: true,
    kind: 'Video',
    children,
  });
  const shots = data.shots.map(({ number, startSeconds, transition }) => ({
    OTIO_SCHEMA: 'Marker.2',
    metadata: { screenalytics: { transition } },
    name: `Shot ${number}`,
    color: 'WHITE',
    marked_range: range(frameNearest(timebase, startSeconds), frameNearest(timebase, startSeconds)),
    comment: '',
  }));
  const found = frameSpans(data);
  const lanes = table.rows.flatMap((row, index) => {
    const own = lanesOf(found.spans.filter((span) => span.row === index));
    return own.map((spans, n) => ({ name: own.length > 1 ? `${labelOf(row)} ${n + 1}` : labelOf(row), spans }));
  });
  const trackOf = ({ name, spans }: (typeof lanes)[number]): Json => {
    const children: Json[] = [];
    let at = 0;
    for (const { start, end, receipt: exact, label } of spans) {
      if (start > at) children.push(gap(start - at));
      const metadata = { screenalytics: { ...exact, seconds: exact.endSeconds - exact.startSeconds } };
      children.push(clip(label, [start, end], { metadata }));
      at = end;
    }
    return track(name, children);
  };
  const timeline = {
    OTIO_SCHEMA: 'Timeline.1',
    metadata: { screenalytics: { notes: [...provenance(data), ...timebaseNotes(timebase, found)] } },
    name: lineOf(title),
    global_start_time: time(timebase.startFrame),
    tracks: {
      OTIO_SCHEMA: 'Stack.1',
      metadata: {},
      name: 'tracks',
      source_range: null,
      effects: [],
      markers: [],
      enabled: true,
      children: [],
    },
  };
  // The tracks come last in it, and are written one by one: all in one text, others would have to wait for it.
  const [head, foot] = JSON.stringify(timeline, null, 1).split(/(?<="children": \[)(?=\])/) as [string, string];
  yield `${head}\n${JSON.stringify(track('video', [clip(lineOf(receipt.video.file), [0, length], { markers: shots })]))}`;
  for (const lane of lanes) yield `,\n${JSON.stringify(trackOf(lane))}`;
  yield `\n  ${foot}\n`;
}
