import { foldName } from './fold-name.ts';

/** The whole name: as the file has it, or put together of first and last name. A name beside one of these alone is the other: "Name; Vorname", "Nombre; Apellidos". */
export function wholeName(name: string, first: string, last: string): string {
  const missing = (part: string) => part !== '' && !foldName(name).includes(foldName(part));
  if (name !== '' && last === '' && missing(first)) return `${first} ${name}`;
  if (name !== '' && first === '' && missing(last)) return `${name} ${last}`;
  return name || `${first} ${last}`.trim();
}
