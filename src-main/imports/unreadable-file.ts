/** A file can't be read as a whole: `reason` is the sentence for people. Thrown while reading, caught once in run-import.ts. */
export class UnreadableFile extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.name = 'UnreadableFile';
    this.reason = reason;
  }
}

/** The largest file that is read, in bytes: 200 MB. */
export const fileBytesMax = 200 * 1024 * 1024;
/** The most rows under the header, or records of a JSON file. */
export const rowsMax = 1_000_000;
/** The most columns of a table. */
export const columnsMax = 64;
/** The longest cell, in characters: Excel's own limit. */
export const cellCharactersMax = 32_767;

const figures = new Intl.NumberFormat('en');

/** A count in words for people: 1,000,000. */
export function figure(count: number): string {
  return figures.format(count);
}

/** Refuses a file that is larger than can be read; called before its bytes are. */
export function refuseTooLarge(bytes: number): void {
  if (bytes <= fileBytesMax) return;
  const megabytes = figure(Math.ceil(bytes / (1024 * 1024)));
  throw new UnreadableFile(
    `The file has ${megabytes} MB; an import takes at most 200 MB. Split it into several files.`,
  );
}

/** The beginning of a text of a file, fit to be shown in a sentence. */
export function shown(text: string, charactersMax = 60): string {
  const line = text
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  const characters = [...line.slice(0, charactersMax * 2 + 2)];
  return characters.length > charactersMax ? `${characters.slice(0, charactersMax).join('')}…` : line;
}
