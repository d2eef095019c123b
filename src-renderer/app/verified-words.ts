import type { Outputs } from '../client/client.ts';

type Verified = Outputs['ledger']['verify'];

/** How many problems are named; the rest is counted. */
const namedMax = 3;

/** What a verification found, for people; `count` writes a number as the studio does. */
export function verifiedWords(
  { ok, entries, problems }: Verified,
  count: (count: number) => string,
): { title: string; sentences: readonly string[] } {
  if (!ok) {
    const others = problems.length - namedMax;
    return {
      title: 'The ledger is not as it was recorded',
      sentences: [
        ...problems
          .slice(0, namedMax)
          .map(({ entry, problem }) => `${entry === null ? 'In the balances' : `At entry ${entry}`}: ${problem}.`),
        ...(others > 0 ? [`And ${count(others)} more.`] : []),
        'Keep a copy of the ledger file as it is, and compare it with your latest backup.',
      ],
    };
  }
  const said =
    entries === 0
      ? 'There are no entries yet.'
      : entries === 1
        ? 'Its one entry is as it was recorded.'
        : `All ${count(entries)} entries are as they were recorded, and every balance is their sum.`;
  return { title: 'The ledger is verified', sentences: [said] };
}
