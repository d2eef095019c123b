import { fold } from '../../src-shared/fold.ts';

/** A name as it is compared: without case, accents and spaces. */
export function foldName(name: string): string {
  return fold(name).replaceAll(' ', '');
}

/** A header as its words in lower case without accents, signs taken for spaces: "ClientName", "client_name" and "Client name" are one. */
export function foldHeader(text: string): string {
  const parted = text.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return fold(parted)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
