import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportFileName } from '../../src-main/reports/report-file-name.ts';
import type { Day } from '../../src-shared/ids.ts';

const today = '2026-03-16' as Day;

test.each([
  [['Mara Lindt', 'Flow 8', 'cycle 2'], 'Mara Lindt – Flow 8 – cycle 2 – 2026-03-16.xlsx'],
  [['Mara Lindt', null], 'Mara Lindt – 2026-03-16.xlsx'],
  [[null], 'Credit usage – 2026-03-16.xlsx'],
  [['../../etc/passwd'], 'etc passwd – 2026-03-16.xlsx'],
  [['CON.x'], 'CON_.x – 2026-03-16.xlsx'],
  [['.hidden. '], 'hidden – 2026-03-16.xlsx'],
  [['a<b>c:d"e/f\\g|h?i*j\nk'], 'a b c d e f g h i j k – 2026-03-16.xlsx'],
])('%j becomes %s', (parts, name) => {
  expect(reportFileName(parts, today, 'xlsx')).toBe(name);
});

test('whatever the customer is called, Windows, macOS and Linux take the name', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 3 }), (parts) => {
      const name = reportFileName(parts, today, 'csv');
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|^[. ]/u);
      expect(name.isWellFormed()).toBe(true);
      expect(name.endsWith(' – 2026-03-16.csv')).toBe(true);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    }),
  );
});
