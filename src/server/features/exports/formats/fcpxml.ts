/**
 * FCPXML 1.9, for Final Cut Pro and DaVinci Resolve: a project with the whole video, where each interval is a keyword range with
 * the person's name, and each shot a marker. Times are fractions of a second in whole frames, as the format asks.
 */
import { type ExportData, lineOf, provenance } from '../export-data.ts';
import { frameSpans, timebaseNotes } from '../frame-spans.ts';
import { frameNearest, type Timebase } from '../timebase.ts';

export function* fcpxml(data: ExportData): Generator<string> {
  const { timebase, table, title, receipt, timeline } = data;
  const found = frameSpans(data);
  const length = Math.max(1, frameNearest(timebase, table.videoSeconds));
  const at = (frames: number): string => seconds(timebase, frames);
  const start = at(timebase.startFrame);
  const file = attribute(receipt.video.file);
  const code = timebase.dropFrame ? 'DF' : 'NDF';
  const { displayWidth, displayHeight } = timeline.picture;
  const sound = receipt.video.hasSound ? ' hasAudio="1" audioSources="1" audioChannels="2"' : '';
  const notes = [...provenance(data), ...timebaseNotes(timebase, found)];
  yield `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.9">
  <resources>
    <format id="r1" frameDuration="${at(1)}" width="${displayWidth}" height="${displayHeight}"/>
    <asset id="r2" name="${file}" start="${start}" duration="${at(length)}" hasVideo="1" videoSources="1" format="r1"${sound}>
      <media-rep kind="original-media" src="./${encodeURIComponent(receipt.video.file)}"/>
    </asset>
  </resources>
  <library>
    <event name="${attribute(title)}">
      <project name="${attribute(`${title} screen time`)}">
        <sequence format="r1" duration="${at(length)}" tcStart="${start}" tcFormat="${code}">
          <note>${content(notes.join('; '))}</note>
          <spine>
            <asset-clip ref="r2" name="${file}" offset="${start}" start="${start}" duration="${at(length)}" format="r1" tcFormat="${code}">
`;
  const indent = ' '.repeat(14);
  for (const { number, startSeconds, transition } of data.shots) {
    const when = at(timebase.startFrame + Math.min(frameNearest(timebase, startSeconds), length - 1));
    yield `${indent}<marker start="${when}" duration="${at(1)}" value="Shot ${number}" note="${transition}"/>\n`;
  }
  for (const { start: first, end, label, receipt: exact } of found.spans) {
    // Overlapping ranges of one keyword become one range, so those of nobody are told apart.
    const name = attribute(label === 'unattributed' ? `unattributed (track ${exact.tracks.join(' ')})` : label);
    const note = `shot ${exact.shot}, tracks ${exact.tracks.join(' ')}`;
    yield `${indent}<keyword start="${at(timebase.startFrame + first)}" duration="${at(end - first)}" value="${name}" note="${note}"/>\n`;
  }
  yield `            </asset-clip>
          </spine>
        </sequence>
      </project>
    </event>
  </library>
</fcpxml>
`;
}

/** `1001/30000s`, `5s` */
function seconds({ rate: { numerator, denominator } }: Timebase, frames: number): string {
  const ticks = frames * denominator;
  return ticks % numerator === 0 ? `${ticks / numerator}s` : `${ticks}/${numerator}s`;
}

const content = (text: string): string =>
  lineOf(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** A comma would end a keyword. */
const attribute = (text: string): string => content(text).replaceAll('"', '&quot;').replaceAll(',', ' ');
