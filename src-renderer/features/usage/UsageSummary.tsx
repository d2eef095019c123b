import { lazy, Suspense } from 'react';
import { Choices } from '../../ui/Choices.tsx';
import { Bone } from '../../ui/states.tsx';
import type { UsagePlace } from '../../ui/usage-link.ts';
import { SummaryCards } from './SummaryCards.tsx';
import { SummaryTable } from './SummaryTable.tsx';
import { showing, type Term } from './summary-terms.ts';
import classes from './UsageScreen.module.css';
import type { EntryMarks } from './use-entry-marks.ts';
import { type CreditSummary, type ScopeFacts, shownSummary } from './use-summary.ts';
import type { Narrow } from './use-usage-place.ts';

const UsageCharts = lazy(async () => ({ default: (await import('./UsageCharts.tsx')).UsageCharts }));

type UsageSummaryProps = {
  place: UsagePlace;
  narrow: Narrow;
  facts: ScopeFacts | undefined;
  /** Undefined while they are on the way. */
  summaries: readonly CreditSummary[] | undefined;
  /** True while they are still those of the place before. */
  stale: boolean;
  marks: EntryMarks;
};

/** The answer: how the credit adds up, as cards and as two pictures; several credits each by itself. */
export function UsageSummary({ place, narrow, facts, summaries, stale, marks }: UsageSummaryProps) {
  const credits = facts?.credits.filter((credit) => place.kind === null || credit.kind === place.kind) ?? [];
  const chosen = summaries && shownSummary(summaries, place.creditId);
  const show = (term: Term) => narrow(showing(place, term));
  const ofAllDays = (place.from !== null || place.to !== null) && (
    <p className={classes.ofAllDays}>
      The figures are of {place.cycle === null ? 'all days' : 'the whole cycle'}; the days that are chosen narrow the
      list down.
    </p>
  );
  return (
    <>
      {credits.length > 1 && (
        <div>
          <Choices
            label="Credit"
            value={place.creditId ?? 'all'}
            onChange={(value) => narrow({ creditId: value === 'all' ? null : value, entry: null })}
            choices={[
              { value: 'all', label: 'All credits' },
              ...credits.map((credit) => ({ value: credit.id, label: credit.name })),
            ]}
          />
        </div>
      )}
      {summaries === undefined ? (
        <SummaryBones lines={place.creditId === null ? credits.length : 1} />
      ) : chosen ? (
        <div className={classes.figures} aria-busy={stale}>
          {ofAllDays}
          <SummaryCards summary={chosen} place={place} onShow={show} />
          <Suspense fallback={<div className={classes.chartsComing} />}>
            <UsageCharts place={place} summary={chosen} marked={marks.marked} onMark={marks.mark} onPick={marks.pick} />
          </Suspense>
        </div>
      ) : (
        place.creditId === null &&
        summaries.length > 0 && (
          <div className={classes.figures} aria-busy={stale}>
            {ofAllDays}
            <SummaryTable summaries={summaries} onChoose={(creditId) => narrow({ creditId, entry: null })} />
          </div>
        )
      )}
    </>
  );
}

/** What the head of the table and each of its lines take, in pixels. */
const tablePx = { head: 54, line: 49 };

/** The room that cards and charts will take, or the table of several credits, so that the list below stays where it is. */
function SummaryBones({ lines }: { lines: number }) {
  const isTable = lines > 1;
  return (
    <div className={classes.figures}>
      <div
        className={classes.bones}
        style={isTable ? { minHeight: tablePx.head + lines * tablePx.line } : undefined}
        role="status"
        aria-label="Loading the summary"
      >
        {['a', 'b', 'c', 'd', 'e', 'f'].map((bone) => (
          <span key={bone} className={classes.boneFigure}>
            <Bone width={36} height={30} />
            <Bone width={84} height={12} />
          </span>
        ))}
      </div>
      {!isTable && <div className={classes.chartsComing} />}
    </div>
  );
}
