import { figure, rowsMax, shown, UnreadableFile } from './unreadable-file.ts';

/** True for text that is JSON rather than a table. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}

/** The records of a use history: one record of the API, an array of them, or `{Records: […]}`; throws UnreadableFile for anything else. */
export function readRecords(text: string): readonly unknown[] {
  const records = recordsIn(parse(text));
  if (records === null) {
    throw new UnreadableFile(
      'The file is JSON, but not a use history of Nexudus: expected a record with CoworkerBookingCreditId, an array of them, or {"Records": […]}.',
    );
  }
  if (records.length <= rowsMax) return records;
  throw new UnreadableFile(
    `The file has ${figure(records.length)} records; an import takes at most ${figure(rowsMax)}. Split it into several files.`,
  );
}

function recordsIn(content: unknown): readonly unknown[] | null {
  if (Array.isArray(content)) return content.length === 0 || content.some(isRecord) ? content : null;
  if (typeof content !== 'object' || content === null) return null;
  if (isRecord(content)) return [content];
  if (!Object.hasOwn(content, 'Records')) return null;
  const { Records: records } = content as { Records: unknown };
  return Array.isArray(records) ? records : null;
}

function isRecord(content: unknown): boolean {
  return typeof content === 'object' && content !== null && Object.hasOwn(content, 'CoworkerBookingCreditId');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    if (/end of JSON|Unterminated/i.test(said)) {
      throw new UnreadableFile(
        'The JSON in the file breaks off before its end: it was cut off on its way. Export or copy it again.',
      );
    }
    const position = positionOf(said, text);
    throw new UnreadableFile(position === null ? 'The file is not valid JSON.' : invalidAt(text, position));
  }
}

/** Where JSON.parse stumbled: it tells a position, or else quotes the text around it. */
function positionOf(said: string, text: string): number | null {
  const position = /position (\d+)/.exec(said)?.[1];
  if (position !== undefined) return Number(position);
  const around = /, (?:\.\.\.)?"([\s\S]*?)"(?:\.\.\.)? is not valid JSON$/.exec(said)?.[1] ?? '';
  const start = around === '' ? -1 : text.indexOf(around);
  return start === -1 ? null : start + Math.min(10, around.length);
}

function invalidAt(text: string, position: number): string {
  const before = text.slice(0, position);
  const line = before.split('\n').length;
  const near = shown(text.slice(Math.max(0, position - 10), position + 20), 40);
  return `The file is not valid JSON: line ${figure(line)} can’t be read, near “${near}”.`;
}
