import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeOnce } from '../../src-main/imports/take-once.ts';
import { formatOfTaken, ownIdOf } from '../../src-main/imports/taken-id.ts';
import { importFormats } from '../../src-shared/contract/imports.ts';

test('what the ledger takes a row by tells its format and the external id that it had; a row without one has none', () => {
  fc.assert(
    fc.property(fc.constantFrom(...importFormats), fc.string(), (format, ownId) => {
      const nothingTaken = { isTaken: () => false, importedEntry: () => null };
      const { fresh } = takeOnce(format, [{ line: 1, ownId, says: () => 'row', saidBefore: () => [] }], nothingTaken);
      const taken = fresh[0]?.taken ?? '';
      expect(ownIdOf(taken)).toBe(ownId === '' ? null : ownId);
      expect(formatOfTaken(taken)).toBe(format);
    }),
  );
});

test('what no import made is left as it is', () => {
  expect(ownIdOf(null)).toBe(null);
  expect(formatOfTaken(null)).toBe(null);
  expect(ownIdOf('ORD-77')).toBe('ORD-77');
  expect(formatOfTaken('ORD-77')).toBe(null);
});
