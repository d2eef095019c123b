import { expect, it } from 'vitest';
import { verifiedWords } from '../../src-renderer/app/verified-words.ts';

const count = (number: number) => number.toLocaleString('en');
const good = { ok: true, head: '', problems: [] };

it.each([
  [0, 'There are no entries yet.'],
  [1, 'Its one entry is as it was recorded.'],
  [12_345, 'All 12,345 entries are as they were recorded, and every balance is their sum.'],
])('a ledger of %i entries that is as it was recorded is said to be so', (entries, sentence) => {
  expect(verifiedWords({ ...good, entries }, count)).toEqual({
    title: 'The ledger is verified',
    sentences: [sentence],
  });
});

it('what is not as it was recorded is named, the first of it, with what to do', () => {
  const problems = [
    { entry: 1200, problem: 'the entry is not as it was recorded: its hash does not match' },
    { entry: null, problem: 'lot 3 says left 4, its entries say 5' },
    ...[4, 5, 6].map((lot) => ({ entry: null, problem: `lot ${lot} has no entries` })),
  ];
  expect(verifiedWords({ ...good, ok: false, entries: 2000, problems }, count)).toEqual({
    title: 'The ledger is not as it was recorded',
    sentences: [
      'At entry 1200: the entry is not as it was recorded: its hash does not match.',
      'In the balances: lot 3 says left 4, its entries say 5.',
      'In the balances: lot 4 has no entries.',
      'And 2 more.',
      'Keep a copy of the ledger file as it is, and compare it with your latest backup.',
    ],
  });
});
