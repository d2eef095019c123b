/** The first letters of the first and last word of a name: 'ML' for Mara Lindt; '?' where there are none. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.@_-]+/u).filter((word) => /\p{L}|\p{N}/u.test(word));
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : undefined]
    .map((word) => (word ? [...word.replace(/^[^\p{L}\p{N}]+/u, '')][0] : undefined))
    .filter((letter) => letter !== undefined);
  return letters.join('').toLocaleUpperCase() || '?';
}
