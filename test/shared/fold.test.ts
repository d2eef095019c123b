import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../src-shared/fold.ts';

test('texts are folded for matching: case, accents and runs of spaces do not count', () => {
  expect(fold('  Zoë  Müller ')).toBe('zoe muller');
  expect(fold('Łucja Øyvind Straße Æsop Œuvre Đorđe')).toBe('lucja oyvind strasse aesop oeuvre dorde');
  expect(fold('Işıl Kılıç')).toBe('isil kilic');
  expect(fold('A\tb\u00a0C')).toBe('a b c');
  expect(fold('')).toBe('');
});

test('plain texts are folded as all others are', () => {
  const plain = fc.string({ unit: fc.constantFrom(...'aZ 09.@-_~!'), maxLength: 12 });
  fc.assert(
    fc.property(plain, (text) => {
      // An accent at the end takes the way of all texts, and leaves nothing.
      expect(fold(text)).toBe(fold(`${text}x\u0301`).slice(0, -1).trim());
    }),
  );
});
