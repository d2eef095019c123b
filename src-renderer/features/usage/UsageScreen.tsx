import { useQuery } from '@tanstack/react-query';
import { orpc } from '../../client/client.ts';
import { Page } from '../../ui/Page.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { useFormat } from '../../ui/studio-format.tsx';
import type { UsagePlace } from '../../ui/usage-link.ts';
import { CyclePicker } from './CyclePicker.tsx';
import { DetailedUsage } from './DetailedUsage.tsx';
import { Explain } from './Explain.tsx';
import { ExportMenu } from './ExportMenu.tsx';
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

/**
 * In a membership the scope can't be narrowed to one credit, but its kind can, where it is the only one of its kind:
 * then the list and the export show the chosen credit alone, like the cards above.
 */
function listPlaceOf(place: UsagePlace, facts: ScopeFacts | undefined): UsagePlace {
  const chosen = facts?.credits.find((credit) => credit.id === place.creditId);
  const inScope = place.membershipId === null && place.lotId === null;
  if (inScope || !chosen || place.kind !== null) return place;
  const alone = facts?.credits.filter((credit) => credit.kind === chosen.kind).length === 1;
  return alone && facts.credits.length > 1 ? { ...place, kind: chosen.kind } : place;
}

/** Where credit came from and went: of a membership, a lot, a credit, a customer or a company. All its state is in the address. */
export function UsageScreen({ customerId }: { customerId: string }) {
  const [place, narrow] = useUsagePlace(customerId);
  const facts = useScopeFacts(place);
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
            facts={facts.data}
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

type PartProps = { place: UsagePlace; narrow: Narrow; facts: ScopeFacts | undefined };

type ContentProps = PartProps & {
  summaries: readonly CreditSummary[] | undefined;
  /** True while the figures are still those of the place before. */
  stale: boolean;
};

function Content({ place, narrow, facts, summaries, stale }: ContentProps) {
  const marks = useEntryMarks();
  return (
    <div className={classes.screen}>
      <UsageSummary place={place} narrow={narrow} facts={facts} summaries={summaries} stale={stale} marks={marks} />
      <DetailedUsage place={place} listPlace={listPlaceOf(place, facts)} narrow={narrow} marks={marks} />
    </div>
  );
}

function Actions(props: PartProps & { summaries: readonly CreditSummary[]; title: string }) {
  const { place, narrow, facts, summaries, title } = props;
  const format = useFormat();
  const cycles = useQuery({
    ...orpc.memberships.cycles.queryOptions({ input: { id: place.membershipId ?? '' } }),
    enabled: place.membershipId !== null,
  });
  const listPlace = listPlaceOf(place, facts);
  const list = useCounts(listPlace);
  const cycle = cycles.data?.rows.find((one) => one.number === place.cycle);
  const chosen = shownSummary(summaries, place.creditId);
  const heading = cycle ? `${title}, cycle ${cycle.number} (${format.days(cycle.startsOn, cycle.lastDay)})` : title;
  return (
    <>
      {place.membershipId !== null && cycles.data && cycles.data.rows.length > 0 && (
        <CyclePicker
          cycles={cycles.data.rows}
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
      <ExportMenu place={listPlace} rows={place.kinds.length > 0 ? undefined : list.data?.counts[place.view]} />
    </>
  );
}
