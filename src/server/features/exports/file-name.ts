import type { ExportFormat } from '../../contract/exports.ts';
import { type ExportData, lineOf } from './export-data.ts';

/** What systems refuse in names of files, and what would make a path of it. */
const FORBIDDEN = /[\\/:*?"<>|]/g;

/** `The Show S05E17 screen time.csv` */
export function exportFileName({ title }: Pick<ExportData, 'title'>, { extension }: ExportFormat): string {
  const plain = lineOf(title).replace(FORBIDDEN, '_').replace(/^\.+/, '').slice(0, 120).trim() || 'episode';
  return `${plain} screen time.${extension}`;
}
