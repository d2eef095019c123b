// biome-ignore-all lint/a11y/useSemanticElements: a table of 50,000 rows of which only those in sight exist needs the roles of a grid on boxes
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its row
import { memo } from 'react';
import { Link } from 'wouter';
import { dayAt } from '../../../src-shared/days.ts';
import { endsSoon } from '../../../src-shared/ends-soon.ts';
import type { InstantMs } from '../../../src-shared/ids.ts';
import { Initials } from '../../ui/Initials.tsx';
import { nearDay } from '../../ui/near-day.ts';
import { Bone } from '../../ui/states.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import { Tag } from '../../ui/Tag.tsx';
import classes from './CustomerList.module.css';
import type { CustomerRow } from './use-customer-pages.ts';

type RowProps = {
  index: number;
  top: number;
  height: number;
  chosen: boolean;
  /** Undefined while the row is still on its way. */
  customer: CustomerRow | undefined;
  onOpen: (index: number) => void;
};

/** One line of the list; drawn anew only when what it shows changes, so that scrolling draws only the lines that come in. The whole line opens the customer; the name is a link, so that it can be opened in a tab of its own. */
export const CustomerListRow = memo(function CustomerListRow(props: RowProps) {
  const { index, top, height, chosen, customer, onOpen } = props;
  const place = { transform: `translateY(${top}px)`, height };
  if (!customer) return <LoadingRow index={index} place={place} />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys for its rows
    <div
      role="row"
      id={`customer-row-${index}`}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      className={`${classes.columns} ${classes.row}`}
      style={place}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onOpen(index);
      }}
    >
      <div role="gridcell" className={classes.who}>
        <Initials name={customer.name} square={customer.kind === 'company'} />
        <div className={classes.lines}>
          <Link href={`/customers/${encodeURIComponent(customer.id)}`} tabIndex={-1} className={classes.name}>
            {customer.name}
          </Link>
          <span className={classes.contact}>{customer.email ?? customer.phone ?? customer.externalId ?? ''}</span>
        </div>
        {(customer.archived || customer.kind === 'company') && (
          <span className={classes.tag}>
            <Tag>{customer.archived ? 'Archived' : 'Company'}</Tag>
          </span>
        )}
      </div>
      <div role="gridcell" className={classes.soft}>
        {customer.companyName ?? ''}
      </div>
      <div role="gridcell" className={classes.soft}>
        {customer.membershipName ?? ''}
      </div>
      <CreditsCell customer={customer} />
      <ExpiryCell customer={customer} />
    </div>
  );
});

function LoadingRow({ index, place }: { index: number; place: { transform: string; height: number } }) {
  return (
    <div role="row" aria-rowindex={index + 2} className={`${classes.columns} ${classes.row}`} style={place}>
      {[150, 80, 90, 120, 70].map((width) => (
        <div role="gridcell" key={width} aria-label="Loading">
          <Bone width={width} />
        </div>
      ))}
    </div>
  );
}

const creditsShown = 2;

/** What is left, of the first two credits of the catalogue in words, the rest as a number with all of them on hover; of someone with nothing of their own, whether they spend a company’s. */
function CreditsCell({ customer }: { customer: CustomerRow }) {
  const format = useFormat();
  const { credits, companyShares } = customer;
  if (credits.length === 0 && companyShares)
    return (
      <div role="gridcell" className={classes.contact}>
        Shared by the company
      </div>
    );
  const all = credits.map((credit) => format.credit(credit.left, credit));
  const more = credits.length - creditsShown;
  return (
    <div role="gridcell" className={classes.credits} title={all.join('\n')}>
      {credits.slice(0, creditsShown).map((credit, place) => (
        <span key={credit.creditId} className={classes.creditLine}>
          <span className={classes.credit}>
            <b>{format.figure(credit.left, credit)}</b> {format.label(credit.left, credit)}
          </span>
          {more > 0 && place === creditsShown - 1 && <span className={classes.more}>and {more} more</span>}
        </span>
      ))}
    </div>
  );
}

function ExpiryCell({ customer }: { customer: CustomerRow }) {
  const format = useFormat();
  const next = customer.nextExpiry;
  if (!next) return <div role="gridcell" />;
  const credit = customer.credits.find(({ creditId }) => creditId === next.creditId);
  const today = dayAt(Date.now() as InstantMs, format.style.timeZone);
  const soon = endsSoon(next.lastDay, today);
  const near = nearDay(next.lastDay, today);
  return (
    <div role="gridcell" className={classes.lines}>
      <span className={classes.day} data-soon={soon || undefined}>
        {near ? `${near.charAt(0).toUpperCase()}${near.slice(1)}` : format.day(next.lastDay)}
      </span>
      {credit && <span className={classes.contact}>{format.credit(next.amount, credit)}</span>}
    </div>
  );
}
