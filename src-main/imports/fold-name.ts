import { fold } from '../../src-shared/fold.ts';

/** A name as it is compared: without case, accents and spaces. Marks of scripts in which they are letters (vowel signs, dakuten) count: राम and रमा are two. */
export function foldName(name: string): string {
  const folded = fold(name).replaceAll(' ', '');
  if (plain.test(name)) return folded;
  return [folded, ...(name.normalize('NFKD').match(markedLetters) ?? [])].join('\u0000');
}

const plain = /^[\x20-\x7e]*$/;
const markedLetters = /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{M}]\p{M}+/gu;

/** A header as its words in lower case without accents, signs taken for spaces: "ClientName", "client_name" and "Client name" are one. */
export function foldHeader(text: string): string {
  const parted = text.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return fold(parted)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
