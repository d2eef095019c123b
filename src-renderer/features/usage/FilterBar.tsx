import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import { usageViews, viewLabels } from '../../../src-shared/usage-labels.ts';
import { screenSearch } from '../../ui/screen-search.ts';
import { useFormat } from '../../ui/studio-format.tsx';
import type { UsagePlace, UsageView } from '../../ui/usage-link.ts';
import { useHistoryStep, useToldSoon } from '../../ui/use-told-soon.ts';
import { DateRangeFilter } from './DateRangeFilter.tsx';
import classes from './FilterBar.module.css';
import { termLabelOf } from './summary-terms.ts';
import type { Narrow } from './use-usage-place.ts';

type FilterBarProps = {
  place: UsagePlace;
  counts: Partial<Record<UsageView, number>> | undefined;
  narrow: Narrow;
};

/** What the list shows: one view, some days, some text. The figures say how much each view holds under the other filters. */
export function FilterBar({ place, counts, narrow }: FilterBarProps) {
  const format = useFormat();
  const kindsLabel = place.kinds.length > 0 ? (termLabelOf(place.kinds) ?? 'Chosen kinds') : null;
  return (
    <div className={classes.bar}>
      <fieldset className={classes.chips}>
        <legend className="visually-hidden">Show</legend>
        {usageViews.map((view) => {
          const on = kindsLabel === null && place.view === view;
          const count = counts?.[view];
          return (
            <button
              key={view}
              type="button"
              className={classes.chip}
              aria-pressed={on}
              onClick={() => narrow({ view, kinds: [] })}
            >
              <ViewLabel view={view} />
              {count !== undefined && <span className={classes.count}>{format.count(count)}</span>}
            </button>
          );
        })}
        {kindsLabel !== null && (
          <button
            type="button"
            className={classes.chip}
            aria-pressed="true"
            aria-label={`${kindsLabel}: show all usage again`}
            onClick={() => narrow({ view: 'all', kinds: [] })}
          >
            {kindsLabel}
            <IconX size={14} aria-hidden="true" />
          </button>
        )}
      </fieldset>
      <div className={classes.fields}>
        <DateRangeFilter from={place.from} to={place.to} onChange={(from, to) => narrow({ from, to })} />
        <TextFilter text={place.text} onChange={(text) => narrow({ text }, { replace: true })} />
      </div>
    </div>
  );
}

/** The whole name, of which narrow windows show the last words: "Credits used to book sessions" as "Used to book sessions". */
function ViewLabel({ view }: { view: UsageView }) {
  const label = viewLabels[view];
  const lead = /^Credits (added due to )?/.exec(label)?.[0] ?? '';
  if (lead === '') return label;
  return (
    <span className={classes.name}>
      <span className={classes.lead}>{lead}</span>
      <span className={classes.rest}>{label.slice(lead.length)}</span>
    </span>
  );
}

/** Keeps what is being typed to itself and tells it a moment later, so that the list is not asked at each key. */
function TextFilter({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  // What is typed and not told yet; else the field shows what the address says.
  const [untold, setUntold] = useState<string | null>(null);
  const tell = useToldSoon((told) => {
    setUntold(null);
    onChange(told);
  }, 200);
  const typed = untold ?? text;
  const field = useRef<HTMLInputElement>(null);
  // It belongs to the step that is left.
  const drop = useCallback(() => {
    tell.cancel();
    setUntold(null);
  }, [tell]);
  useHistoryStep(drop);
  const change = (value: string) => {
    setUntold(value);
    tell(value);
  };
  const clear = () => {
    change('');
    field.current?.focus();
  };
  return (
    <TextInput
      {...screenSearch}
      ref={field}
      aria-label="Find in this list"
      placeholder="In this list"
      size="sm"
      w={132}
      maxLength={200}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      rightSection={typed === '' ? null : <CloseButton size="sm" aria-label="Clear the text" onClick={clear} />}
    />
  );
}
