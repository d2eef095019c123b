import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { fieldNames } from '../../src-main/imports/column-synonyms.ts';
import { fieldLabel } from '../../src-renderer/features/imports/field-labels.ts';
import { sameOwners } from '../../src-renderer/features/imports/lot-names.ts';
import { lotsWithoutOwner } from '../../src-renderer/features/imports/lots-without-owner.ts';
import { rejectedCsv, rejectedFileName } from '../../src-renderer/features/imports/rejected-csv.ts';
import { unownedLotReason } from '../../src-shared/unowned-lot.ts';

describe('the file of refused rows', () => {
  it('reads back as what was refused, whatever is in it', () => {
    const rejected = [
      { line: 2, reason: 'the amount is empty', value: 'Ada, "Bee"' },
      { line: 40, reason: 'a cell has\ntwo lines', value: 'Zoë' },
    ];
    const { data } = Papa.parse<string[]>(rejectedCsv(rejected).replace(/^\ufeff/, ''), { skipEmptyLines: true });
    expect(data).toEqual([
      ['line', 'reason', 'value'],
      ['2', 'the amount is empty', 'Ada, "Bee"'],
      ['40', 'a cell has\ntwo lines', 'Zoë'],
    ]);
  });

  it.each(['=1+1', '+49 30', '-5', '@cmd', '\tx', '\rx', '\nx', '＝1+1', '＠cmd'])(
    'keeps %j from becoming a formula',
    (value) => {
      const { data } = Papa.parse<string[]>(rejectedCsv([{ line: 2, reason: 'why', value }]).replace(/^\ufeff/, ''));
      expect(data[1]?.[2]).toBe(`'${value}`);
    },
  );

  it.each([
    ['history.csv', 'history refused rows.csv'],
    ['a.b.json', 'a.b refused rows.csv'],
    ['.csv', 'import refused rows.csv'],
  ])('is named after %j', (file, name) => {
    expect(rejectedFileName(file)).toBe(name);
  });
});

describe('lots that nobody owns yet', () => {
  it('are counted from the reasons that the import gives', () => {
    const row = (lot: string, line: number) => ({ line, reason: unownedLotReason(lot), value: '' });
    const lots = lotsWithoutOwner({
      rejected: [row('500100', 2), row('500101', 3), row('500100', 4), { line: 5, reason: 'no amount', value: '' }],
    });
    expect([...lots]).toEqual([
      ['500100', 2],
      ['500101', 1],
    ]);
  });
});

describe('the owners that are typed', () => {
  it.each([
    [{}, {}, true],
    [{ 1: ' Mara ' }, { 1: 'Mara' }, true],
    [{ 1: '  ' }, {}, true],
    [{ 1: 'Mara' }, {}, false],
    [{ 1: '' }, { 1: 'Mara' }, false],
    [{ 1: 'Ines' }, { 1: 'Mara' }, false],
  ])('%o are those of a preview with %o: %s', (named, mapping, same) => {
    expect(sameOwners(named, mapping)).toBe(same);
  });
});

describe('the words for a column’s meaning', () => {
  it('exist for every field of every format', () => {
    for (const fields of Object.values(fieldNames)) {
      for (const field of Object.keys(fields)) expect(fieldLabel(field)).not.toBe(field);
    }
  });
});
