import { useQuery } from '@tanstack/react-query';
import { orpc } from '../../client/client.ts';
import { Page } from '../../ui/Page.tsx';
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
import { useCounts } from './use-counts.ts';
import { useEntryMarks } from './use-entry-marks.ts';
import { type CreditSummary, type ScopeFacts, shownSummary, useScopeFacts, useSummary } from './use-summary.ts';
import { type Narrow, useUsagePlace } from './use-usage-place.ts';
import { profileOf } from './way-back.ts';

/** What the screen calls its figures, by scope: the words of the menus that lead here. */
function subtitleOf(place: UsagePlace): string {
  if (place.lotId !== null) return 'Use history';
  if (place.membershipId !== null) return 'Credit usage';
  return place.companyId === null ? 'Credit usage' : 'Team benefit usage';
}

/** Where credit came from and went: of a membership, a lot, a credit, a customer or a company. All its state is in the address. */
export function UsageScreen({ customerId }: { customerId: string }) {
  const [asked, narrow] = useUsagePlace(customerId);
  const facts = useScopeFacts(asked);
  const cycles = useCycles(asked);
  const place = knownPlace(asked, facts.isPlaceholderData ? undefined : facts.data?.credits, cycles);
  const summary = useSummary(place);
  const failed = facts.isError ? facts : summary.isError ? summary : null;
  const title = facts.data?.title ?? '';
  const crumbs = [
    { label: 'Customers', to: '/customers' },
    ...(facts.data?.customerName === null
      ? []
      : [{ label: facts.data?.customerName ?? '…', to: profileOf(place, facts.data?.credits ?? []) }]),
  ];
  const inKind = (summary.data?.summaries ?? []).filter((one) => place.kind === null || one.kind === place.kind);
  return (
    <Page
      title={
        <>
          {title}{' '}
          <span className={classes.subtitle}>
            {title && '· '}
            {subtitleOf(place)}
          </span>
        </>
      }
      documentTitle={`${title} · ${subtitleOf(place)}`}
      crumbs={crumbs}
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
        <ErrorState
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
  const heading = cycle ? `${title}, cycle ${cycle.number} (${format.days(cycle.startsOn, cycle.lastDay)})` : title;
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
