/** Boxes and names as an ASS script: a drawing and a line of text for each box, shown for its frame. */
import { OVERLAY_TIME_SCALE } from '../../../adapters/frames/port.ts';
import { frameEndSeconds, frameStartSeconds } from '../../../pipeline/frame-times.ts';
import { frameIndex } from '../../../pipeline/units.ts';
import type { ExportData } from './export-data.ts';
import { mot } from './formats/mot.ts';
import { type BoxRow, parseBox } from './formats/mot-rows.ts';
import { colourOf } from './report/page.ts';
import { drawableLabel, FONT_FAMILY, type ReportFont } from './report/report-font.ts';

export interface OverlayRange {
  /** Frames from 0, both inclusive. */
  readonly first: number;
  readonly last: number;
  readonly font: Pick<ReportFont, 'covers'>;
}

/** Coordinates are display pixels, whatever size the picture is scaled to. */
export async function overlayScript(data: ExportData, range: OverlayRange): Promise<string> {
  const { displayWidth, displayHeight, width } = data.timeline.picture;
  const unit = Math.max(1, Math.round(Math.min(displayWidth, displayHeight) / 360));
  const looks = new Map(
    data.table.rows.map((row, index) => {
      const isNobody = row.subject === 'unattributed';
      const name = isNobody ? '' : drawableLabel(row, range.font).replace(/[{}\\]/g, '/');
      return [isNobody ? -1 : row.identities[0], { name, colour: assColour(colourOf(index, isNobody)) }];
    }),
  );
  const lines = [
    ...['[Script Info]', 'ScriptType: v4.00+', `PlayResX: ${displayWidth}`, `PlayResY: ${displayHeight}`],
    ...['ScaledBorderAndShadow: yes', 'WrapStyle: 2', '', '[V4+ Styles]'],
    'Format: Name, Fontname, Fontsize, PrimaryColour, OutlineColour, BackColour, Bold, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    `Style: Box,${FONT_FAMILY},10,&HFF000000,&H00000000,&H00000000,0,1,${2 * unit},0,7,0,0,0,1`,
    `Style: Name,${FONT_FAMILY},${14 * unit},&H00FFFFFF,&H00000000,&H00000000,-1,3,${2 * unit},0,1,0,0,0,1`,
    ...['', '[Events]', 'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text'],
  ];
  for await (const piece of mot(data)) {
    for (const line of piece.trimEnd().split('\n')) {
      const box = parseBox(line);
      const look = looks.get(box.id);
      const frame = box.frame - 1;
      if (look && frame >= range.first && frame <= range.last) {
        lines.push(
          ...events(
            { ...box, left: (box.left * displayWidth) / width, width: (box.width * displayWidth) / width },
            { look, time: timeOf(data, frame, range.first) },
          ),
        );
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

function events(
  { left, top, width, height }: BoxRow,
  { look, time }: { readonly look: { readonly name: string; readonly colour: string }; readonly time: string },
): string[] {
  const [x, y, w, h] = [left, top, width, height].map(Math.round) as [number, number, number, number];
  const box = `Dialogue: 0,${time},Box,,0,0,0,,{\\an7\\pos(${x},${y})\\1a&HFF&\\3c${look.colour}\\p1}m 0 0 l ${w} 0 l ${w} ${h} l 0 ${h}{\\p0}`;
  if (look.name === '') return [box];
  // Above the box, or inside where there is no room.
  const place = y > 30 ? `{\\an1\\pos(${Math.max(2, x)},${y - 4})` : `{\\an7\\pos(${Math.max(2, x)},${Math.max(2, y)})`;
  return [box, `Dialogue: 1,${time},Name,,0,0,0,,${place}\\3c${look.colour}}${look.name}`];
}

/** From a hundredth before the frame to a hundredth before the next, in stretched time: rounding never reaches a neighbour. */
function timeOf({ timeline: { frameTable } }: ExportData, frame: number, first: number): string {
  const zero = frameStartSeconds(frameTable, frameIndex(first));
  const [start, end] = [
    frameStartSeconds(frameTable, frameIndex(frame)),
    frameEndSeconds(frameTable, frameIndex(frame)),
  ];
  return [start, end]
    .map((at) => assTime(Math.max(0, Math.round((at - zero) * 100 * OVERLAY_TIME_SCALE) - 1)))
    .join(',');
}

function assTime(hundredths: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(hundredths / 100);
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${two(hundredths % 100)}`;
}

/** `#rrggbb` as `&Hbbggrr&`. */
const assColour = (css: string): string => `&H${css.slice(5, 7)}${css.slice(3, 5)}${css.slice(1, 3)}&`.toUpperCase();
