import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { orpc } from '../../client/client.ts';
import { errorCode } from '../../client/error-sentences.ts';
import { type Crumb, Page } from '../../ui/Page.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import type { UsagePlace } from '../../ui/usage-link.ts';
import { type Cycle, CyclePicker } from './CyclePicker.tsx';
import { DetailedUsage } from './DetailedUsage.tsx';
import { Explain } from './Explain.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { knownPlace } from './known-place.ts';
import classes from './UsageScreen.module.css';
import { UsageSummary } from './UsageSummary.tsx';
import { usageHeading, usageSubtitle } from './usage-title.ts';
import { useCounts } from './use-counts.ts';
import { useEntryMarks } from './use-entry-marks.ts';
import { type CreditSummary, type ScopeFacts, shownSummary, useScopeFacts, useSummary } from './use-summary.ts';
import { type Narrow, useUsagePlace } from './use-usage-place.ts';
import { profileOf } from './way-back.ts';

/** Where credit came from and went: of a membership, a lot, a credit, a customer or a company. All its state is in the address. */
export function UsageScreen({ customerId }: { customerId: string }) {
  const [asked, narrow] = useUsagePlace(customerId);
  const facts = useScopeFacts(asked);
  const cycles = useCycles(asked);
  const place = knownPlace(asked, facts.isPlaceholderData ? undefined : facts.data?.credits, cycles);
  const summary = useSummary(place);
  const failed = facts.isError ? facts : summary.isError ? summary : null;
  const unknown = isUnknown(failed?.error);
  const title = unknown ? '' : (facts.data?.title ?? '');
  const subtitle = usageSubtitle(place);
  const inKind = (summary.data?.summaries ?? []).filter((one) => place.kind === null || one.kind === place.kind);
  return (
    <Page
      title={
        title === '' ? (
          subtitle
        ) : (
          <>
            {title} <span className={classes.subtitle}>· {subtitle}</span>
          </>
        )
      }
      documentTitle={title === '' ? subtitle : `${title} · ${subtitle}`}
      crumbs={unknown ? [customersCrumb] : crumbsOf(place, facts.data)}
      actions={
        failed ? undefined : (
          <Actions
            place={place}
            narrow={narrow}
            cycles={cycles}
            summaries={summary.isPlaceholderData ? [] : inKind}
            title={title}
          />
        )
      }
    >
      {failed ? (
        <NoUsage
          error={failed.error}
          retrying={failed.isFetching}
          onRetry={() => void Promise.all([facts.refetch(), summary.refetch()])}
        />
      ) : (
        <Content
          place={place}
          narrow={narrow}
          facts={facts.data}
          summaries={summary.data && inKind}
          stale={summary.isPlaceholderData}
        />
      )}
    </Page>
  );
}

const customersCrumb: Crumb = { label: 'Customers', to: '/customers' };

/** The way back: over the profile of the customer whose usage it is. */
function crumbsOf(place: UsagePlace, facts: ScopeFacts | undefined): Crumb[] {
  if (facts?.customerName === null) return [customersCrumb];
  return [customersCrumb, { label: facts?.customerName ?? 'Customer', to: profileOf(place, facts?.credits ?? []) }];
}

/** True where the ledger doesn't have what the address names. */
const isUnknown = (error: unknown) => errorCode(error) === 'NOT_FOUND';

type NoUsageProps = { error: unknown; onRetry: () => void; retrying: boolean };

/** What the ledger doesn’t have stays so; the customers are the way on. */
function NoUsage({ error, onRetry, retrying }: NoUsageProps) {
  const back = (
    <Button component={Link} href="/customers" variant="default">
      Back to Customers
    </Button>
  );
  return <ErrorState error={error} onRetry={onRetry} retrying={retrying} action={back} />;
}

/** The cycles of the place's membership; undefined while they are on the way, and where there is no membership. */
function useCycles(place: UsagePlace): readonly Cycle[] | undefined {
  const cycles = useQuery({
    ...orpc.memberships.cycles.queryOptions({ input: { id: place.membershipId ?? '' } }),
    enabled: place.membershipId !== null,
  });
  return cycles.data?.rows;
}

type PartProps = { place: UsagePlace; narrow: Narrow };

type ContentProps = PartProps & {
  facts: ScopeFacts | undefined;
  summaries: readonly CreditSummary[] | undefined;
  /** True while the figures are still those of the place before. */
  stale: boolean;
};

function Content({ place, narrow, facts, summaries, stale }: ContentProps) {
  const marks = useEntryMarks();
  return (
    <div className={classes.screen}>
      <UsageSummary place={place} narrow={narrow} facts={facts} summaries={summaries} stale={stale} marks={marks} />
      <DetailedUsage place={place} narrow={narrow} marks={marks} />
    </div>
  );
}

type ActionsProps = PartProps & {
  cycles: readonly Cycle[] | undefined;
  summaries: readonly CreditSummary[];
  title: string;
};

function Actions({ place, narrow, cycles, summaries, title }: ActionsProps) {
  const format = useFormat();
  const list = useCounts(place);
  const cycle = cycles?.find((one) => one.number === place.cycle);
  const chosen = shownSummary(summaries, place.creditId);
  const of = usageHeading(title, place);
  const heading = cycle ? `${of}, cycle ${cycle.number} (${format.days(cycle.startsOn, cycle.lastDay)})` : of;
  return (
    <>
      {cycles && cycles.length > 0 && (
        <CyclePicker
          cycles={cycles}
          chosen={place.cycle}
          onChoose={(number) => narrow({ cycle: number, from: null, to: null, entry: null })}
        />
      )}
      <Explain
        heading={heading}
        summaries={chosen ? [chosen] : summaries}
        to={place.companyId === null ? 'customer' : 'team'}
        place={place}
      />
      <ExportMenu
        place={place}
        credit={place.creditId === null ? undefined : chosen?.creditName}
        rows={place.kinds.length > 0 ? undefined : list.data?.counts[place.view]}
      />
    </>
  );
}
