import { expect, it } from 'vitest';
import { isolated } from '../../src-renderer/ui/isolated.ts';

it('a name from right to left is set apart from the figures beside it, any other stays as it is', () => {
  expect(`Added 2 for ${isolated('ليلى حسن')}: 11 now.`).toBe('Added 2 for \u2068ليلى حسن\u2069: 11 now.');
  expect(isolated('רות כהן')).toBe('\u2068רות כהן\u2069');
  expect(isolated('Zoë Müller 🧘🏽‍♀️')).toBe('Zoë Müller 🧘🏽‍♀️');
});
