import { useQueries, useQuery } from '@tanstack/react-query';
import { sourceLabel } from '../../../src-shared/usage-labels.ts';
import type { CancelPreview, CatalogueCredit } from '../../client/answers.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../ui/studio-format.tsx';
import classes from './CancelPreviewPanel.module.css';
import { previewWords } from './cancel-words.ts';
import { type ReturnedBalance, type ReturnedLot, returnedBalances, returnedLots } from './returned-credit.ts';

/** The lots and balances that a cancellation gives something back to; none of them before all are known. */
function useReturned({ booking, returned }: CancelPreview) {
  const ids = [...new Set(returned.map(({ lotId }) => lotId))];
  const lots = useQueries({ queries: ids.map((id) => orpc.lots.get.queryOptions({ input: { id } })) });
  const balance = useQuery(orpc.balance.get.queryOptions({ input: { customerId: booking.customerId } }));
  const known = lots.flatMap(({ data }) => (data ? [data] : []));
  if (known.length < ids.length || !balance.data) return { lots: [], balances: [] };
  const all = returnedLots(returned, known, balance.data);
  return { lots: all, balances: returnedBalances(booking.customerId, all, balance.data) };
}

type CancelPreviewPanelProps = { preview: CancelPreview; credit: CatalogueCredit | undefined };

/** What cancelling would do: in a sentence, lot by lot, and what the balance will be. */
export function CancelPreviewPanel({ preview, credit }: CancelPreviewPanelProps) {
  const format = useFormat();
  const { lots, balances } = useReturned(preview);
  return (
    <>
      {previewWords(preview, credit, format).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {lots.length > 0 && (
        <ul className={classes.lots}>
          {lots.map((line) => (
            <LotLine key={line.lotId} line={line} />
          ))}
          {balances.map((balance) => (
            <BalanceLine key={balance.owner ?? ''} balance={balance} />
          ))}
        </ul>
      )}
    </>
  );
}

function LotLine({ line }: { line: ReturnedLot }) {
  const format = useFormat();
  const { lot, owner, amount, lastDay, expiresAgain, newLot } = line;
  const figure = (value: number) => format.amount(value, { ...lot, kind: lot.creditKind });
  const day = lastDay === null ? 'never expires' : `${expiresAgain ? 'ended' : 'last day'} ${format.longDay(lastDay)}`;
  return (
    <li>
      <span className={classes.name}>
        {owner !== null && `${owner}: `}
        {newLot ? 'New lot' : sourceLabel(lot.source, lot.sourceName)} <span className={classes.day}>{day}</span>
      </span>
      <span className={classes.figures}>
        {expiresAgain ? (
          `${figure(amount)}, expires again`
        ) : newLot ? (
          <b>{figure(amount)}</b>
        ) : (
          <>
            {figure(lot.left)} → <b>{figure(lot.left + amount)}</b>
          </>
        )}
      </span>
    </li>
  );
}

function BalanceLine({ balance: { owner, left, back, unit } }: { balance: ReturnedBalance }) {
  const format = useFormat();
  return (
    <li className={classes.balance}>
      <span className={classes.name}>{owner === null ? 'Balance' : `Balance of ${owner}`}</span>
      <span className={classes.figures}>
        {format.amount(left, unit)} → <b>{format.amount(left + back, unit)}</b>
      </span>
    </li>
  );
}
